package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that a Chinese clause begins with, up to its verb: who does what it tells. */
final class ChineseSubjects {

    private static final Pattern LEAD_IN = Pattern.compile(
            "^(?:[^\\p{L}\\p{N}]+|\\d+[.、)）]|据[^，。]{1,20}，|[^，。：]{0,12}(?:消息|报道|讯)[，：,:]|(?:\\d+年)?\\d+月\\d+日[^，。]{0,4}?[，,]?|(?:昨日|今日|今天|昨天|昨晚|近日|日前|上周|本周|周[一二三四五六日]|此前|随后|同日|另外|此外|同时|其中|继[^，]{1,14}(?:之后|后)，|传|快讯|独家|突发|曝)[，：,:]?)+");

    private static final Pattern VERB = Pattern.compile(
            "(?:今日|今天|昨日|昨天|昨晚|近日|日前|上周|本周|周[一二三四五六日]|已经|已|将|即将|拟|正式|正在|正|也|又|首次|联合|悄悄|官方|率先|计划|打算|\\d+月\\d+日|于|在|同日|再|曾|官宣)*(?:推出|发行|发售|上线|发布|宣布|推|开售|铸造|拍卖|携手|联手|联名|官宣|进军|试水|入局|取消|叫停|撤回|否认|澄清|回应|考虑|表示|称|说|透露|把|移师|转运|转场|迁|搬|撤|运|转移|离开|告别|落户|出售|卖|送出|派发|赠送|公布|确认|与|和|(?:发出?)?公告|发声明|辟谣|暂停|终止|放弃|计划|打算|要发|要在|预告|披露|传|传出|被传|证实|承认)");

    private static final Pattern NOT_A_NAME = Pattern.compile(
            "(?:这|那|该|其|本|此|某)?[家个些]?(?:公司|平台|项目|交易所|企业|集团|品牌|他|她|它|他们|官方|消息|知情人士|记者|市场|用户|玩家|藏品|作品|系列|首批|每[份枚件]|创始人|负责人|发言人|团队|双方|有人|网传|业内|加密|比特币|数字藏品|nft|真正|就地|老板|司机|律师|客服|员工|管理层|董事会|股东|高层|我们|你们|大家|币币|附赠|年内.*|走海|走陆|ceo.*|cto.*|首席.*|执行长.*|总裁.*|董事长.*|公司.*|集团.*(?:说|人)|.*(?:发言人|负责人|知情人士?|小组|人士|中介|员工|管理层|董事会|媒体|记者|日报|时报|彭博|路透).*|[院馆校]方|母公司|[一二三四五六七八九十]+月|该.*|首[批款].*|nft .*|.*\\d+[份枚件个点台].*|.*[“「].*在.*|提案|抽签|消息人士|.*(?:不|没|已经|未有|知情|报道|去年|今年|团队|我|你|首批|月.{1,3}日|“|「|的)|[“「\"].*|[\\d.]+.*)");

    private ChineseSubjects() {}

    static @Nullable String of(AnnotatedSentence sentence) {
        String folded = sentence.folded();
        Matcher leadIn = LEAD_IN.matcher(folded);
        int start = leadIn.find() ? leadIn.end() : 0;
        Matcher verb = VERB.matcher(folded);
        if (start + 2 > folded.length() || !verb.find(start + 2)) {
            return null;
        }
        int end = verb.start();
        for (int i = end - 1; i >= start; i--) {
            if ("，。：；、！？】」》“”「『《,:;!?　".indexOf(folded.charAt(i)) >= 0) {
                if (i == end - 1) {
                    end--;
                } else {
                    start = i + 1;
                    break;
                }
            }
        }
        if (end - start < 2 || end - start > 24) {
            return null;
        }
        return named(sentence, start, end);
    }

    private static @Nullable String named(AnnotatedSentence sentence, int start, int end) {
        Mention cut = ChineseNames.in(sentence, start, end, null);
        String name = cut == null ? "" : cut.entry().name();
        boolean common = name.length() < 2
                || NOT_A_NAME.matcher(Folding.fold(name)).matches()
                || sentence.mentions(Tag.PLACE).anyMatch(place -> place.start() <= start && place.end() >= end);
        return common ? null : name;
    }
}
