package dev.tocsin.alerting.content;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names of ISO 3166-2 subdivisions of the countries that make most of the news; the JDK only knows countries. */
final class Subdivisions {
    private static final String CHINA = """
            AH Anhui 安徽|BJ Beijing 北京|CQ Chongqing 重庆|FJ Fujian 福建|GD Guangdong 广东|GS Gansu 甘肃|GX Guangxi 广西
            GZ Guizhou 贵州|HA Henan 河南|HB Hubei 湖北|HE Hebei 河北|HI Hainan 海南|HL Heilongjiang 黑龙江|HN Hunan 湖南
            JL Jilin 吉林|JS Jiangsu 江苏|JX Jiangxi 江西|LN Liaoning 辽宁|NM Inner_Mongolia 内蒙古|NX Ningxia 宁夏
            QH Qinghai 青海|SC Sichuan 四川|SD Shandong 山东|SH Shanghai 上海|SN Shaanxi 陕西|SX Shanxi 山西|TJ Tianjin 天津
            XJ Xinjiang 新疆|XZ Tibet 西藏|YN Yunnan 云南|ZJ Zhejiang 浙江""";
    private static final String UNITED_STATES = """
            AL Alabama 亚拉巴马州|AK Alaska 阿拉斯加州|AZ Arizona 亚利桑那州|AR Arkansas 阿肯色州|CA California 加利福尼亚州
            CO Colorado 科罗拉多州|CT Connecticut 康涅狄格州|DC Washington,_D.C. 华盛顿哥伦比亚特区|DE Delaware 特拉华州
            FL Florida 佛罗里达州|GA Georgia 佐治亚州|HI Hawaii 夏威夷州|ID Idaho 爱达荷州|IL Illinois 伊利诺伊州
            IN Indiana 印第安纳州|IA Iowa 艾奥瓦州|KS Kansas 堪萨斯州|KY Kentucky 肯塔基州|LA Louisiana 路易斯安那州
            ME Maine 缅因州|MD Maryland 马里兰州|MA Massachusetts 马萨诸塞州|MI Michigan 密歇根州|MN Minnesota 明尼苏达州
            MS Mississippi 密西西比州|MO Missouri 密苏里州|MT Montana 蒙大拿州|NE Nebraska 内布拉斯加州|NV Nevada 内华达州
            NH New_Hampshire 新罕布什尔州|NJ New_Jersey 新泽西州|NM New_Mexico 新墨西哥州|NY New_York 纽约州
            NC North_Carolina 北卡罗来纳州|ND North_Dakota 北达科他州|OH Ohio 俄亥俄州|OK Oklahoma 俄克拉何马州
            OR Oregon 俄勒冈州|PA Pennsylvania 宾夕法尼亚州|RI Rhode_Island 罗得岛州|SC South_Carolina 南卡罗来纳州
            SD South_Dakota 南达科他州|TN Tennessee 田纳西州|TX Texas 得克萨斯州|UT Utah 犹他州|VT Vermont 佛蒙特州
            VA Virginia 弗吉尼亚州|WA Washington 华盛顿州|WV West_Virginia 西弗吉尼亚州|WI Wisconsin 威斯康星州
            WY Wyoming 怀俄明州""";
    private static final String CANADA = """
            AB Alberta 艾伯塔省|BC British_Columbia 不列颠哥伦比亚省|MB Manitoba 马尼托巴省|NB New_Brunswick 新不伦瑞克省
            NL Newfoundland_and_Labrador 纽芬兰与拉布拉多省|NS Nova_Scotia 新斯科舍省|ON Ontario 安大略省
            PE Prince_Edward_Island 爱德华王子岛省|QC Quebec 魁北克省|SK Saskatchewan 萨斯喀彻温省""";

    private static final Map<String, String[]> NAMES = names();

    private Subdivisions() {}

    static Optional<String> name(String code, Language language) {
        String[] names = NAMES.get(code);
        if (names == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (language) {
                    case EN -> names[0];
                    case ZH -> names[1];
                });
    }

    private static Map<String, String[]> names() {
        Map<String, String[]> names = new HashMap<>();
        read(names, "CN-", CHINA);
        read(names, "US-", UNITED_STATES);
        read(names, "CA-", CANADA);
        return names;
    }

    private static void read(Map<String, String[]> names, String country, String table) {
        for (String row : table.split("[|\n]")) {
            String[] cells = row.split(" ");
            names.put(country + cells[0], new String[] {cells[1].replace('_', ' '), cells[2]});
        }
    }
}
