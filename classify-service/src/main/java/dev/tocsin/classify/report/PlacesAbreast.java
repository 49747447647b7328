package dev.tocsin.classify.report;

import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Places that a sentence names side by side as those who act: "Qinghai and Yunnan order …", 青海、云南相继叫停…. */
final class PlacesAbreast {

    private static final Pattern JOINT = Pattern.compile(" ?(?:,|，|、|和|及|与|以及|,? and) ?(?:the )?");

    private static final Pattern ACT = Pattern.compile(
            "^(?: (?:provinces|states|authorities|both|each|have|has|also|separately|this week|on \\w+day))* (?:ban|bans|banned|order|orders|ordered|halt|halts|halted|shut|suspend|suspended|outlaw|outlawed|prohibit|prohibited|cut|pull|pulled|unplug|unplugged|clos\\w+|clear|told|tell|stop|stopped|restrict|restricted|freeze|froze|join|joined)\\b"
                    + "|^(?:两省|三省|两地|三地|等地|等省|多地|各地)?(?:先后|相继|陆续|接连|同日|分别|也|均|都|已|同时|双双|宣布|要求|下令|发文|跟进){1,4}[^，。；]{0,8}(?:叫停|关停|禁止|清退|清理|整治|取缔|关闭|停|限|断)");

    private PlacesAbreast() {}

    static List<Entry> acting(AnnotatedSentence sentence) {
        List<Entry> abreast = new ArrayList<>();
        int end = -1;
        for (Spot spot : Spot.in(sentence)) {
            boolean joins = end >= 0
                    && JOINT.matcher(sentence.tagged().substring(end, spot.start()))
                            .matches();
            if (!joins) {
                abreast.clear();
            }
            abreast.add(spot.entry());
            end = spot.end();
            if (abreast.size() > 1
                    && ACT.matcher(sentence.tagged().substring(end)).find()) {
                return abreast;
            }
        }
        return List.of();
    }
}
