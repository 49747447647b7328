package dev.tocsin.alerting.content;

/** The words that messages are made of, in each language. */
enum Term {
    RAISED("New alert", "新警报"),
    CORROBORATED("One more source", "新增信源"),
    UPDATED("Update", "最新进展"),
    MERGED("Merged", "警报合并"),
    RETRACTED("Retracted", "警报撤回"),
    AMENDED("Amended", "警报修订"),
    TEST("Test message", "测试消息"),
    FAILING("Endpoint is failing", "推送地址持续异常"),
    DISABLED("Endpoint disabled", "推送地址已停用"),
    RECOVERED("Endpoint has recovered", "推送地址已恢复"),
    NOT_DELIVERED("Message not delivered", "消息投递失败"),
    NOTICE("Notice", "通知"),

    TEST_LEAD("This is a test. Alerts will arrive here the same way.", "这是一条测试消息。今后的警报会以同样的方式送达此处。"),
    FAILING_LEAD(
            "No message has reached the endpoint for some time. If this goes on, it will be disabled.",
            "一段时间以来，消息一直无法送达该地址。若持续无法送达，该地址将被停用。"),
    DISABLED_LEAD(
            "The endpoint takes no more messages and was disabled. Alerts for it are held until it is enabled again.",
            "该地址无法接收消息，已被停用。相关警报会暂存，重新启用后继续推送。"),
    RECOVERED_LEAD("The endpoint takes messages again.", "该地址已恢复接收消息。"),
    NOT_DELIVERED_LEAD("A message was given up after its last try.", "一条消息在多次尝试后仍未送达，已停止投递。"),
    NOTICE_LEAD("A message of type %s.", "收到一条类型为 %s 的消息。"),

    STANDS_NO_MORE("This alert no longer stands.", "此警报不再成立。"),
    ALL_WITHDRAWN("This alert no longer stands: every report of it was withdrawn.", "此警报不再成立：相关报道均已撤回。"),
    WAS_DENIED("This alert no longer stands: the news was denied.", "此警报不再成立：消息已被否认。"),
    BECAUSE("This alert no longer stands: %s.", "此警报不再成立：%s。"),
    STANDS_AGAIN("This alert stands again.", "此警报重新成立。"),
    GOES_ON_AS("It tells of the same event as alert %s, which goes on.", "与警报 %s 为同一事件，后续进展请以后者为准。"),
    GOES_ON("It tells of the same event as another alert, which goes on.", "与另一条警报为同一事件，后续进展请以后者为准。"),
    NOW_SOURCES("Now told by %s independent sources.", "目前共有 %s 个独立信源报道。"),
    CHANGED("%s: %s → %s", "%s：%s → %s"),
    CHANGED_LONG("%s: changed", "%s：有变化"),
    UNKNOWN("unknown", "未知"),

    CATEGORY("Category", "类别"),
    STATUS("Status", "状态"),
    STATE("Alert", "警报状态"),
    WHERE("Where", "地区"),
    PLACE("Place", "地点"),
    FROM("From", "迁出地"),
    TO("To", "迁入地"),
    MOVE("Move", "迁移方向"),
    WHO("Who", "相关方"),
    OCCURRED("When", "发生时间"),
    EFFECTIVE("Effective", "生效时间"),
    QUANTITIES("Figures", "数量"),
    CONFIDENCE("Confidence", "置信度"),
    INDEPENDENT("Independent sources", "独立信源"),
    TITLE("Title", "标题"),
    MERGED_INTO("Merged into", "并入"),
    REPORTS("Reports", "报道来源"),
    UNNAMED("source not named", "来源未注明"),
    MORE("and %d more", "另有 %d 篇报道"),
    SUBSCRIPTION("Subscription", "订阅"),
    REASON("Reason", "原因"),
    SINCE("Since", "始于"),
    DISABLED_AT("Will be disabled", "预计停用"),
    MESSAGE("Message", "消息编号"),
    ALERT("Alert", "警报编号"),
    TRIES("Tries", "尝试次数"),
    LAST_ERROR("Last error", "最近一次错误"),
    VERSION("version %s", "第 %s 版"),

    MINING_BAN("Mining ban", "挖矿禁令"),
    RELOCATION("Relocation", "业务迁移"),
    NFT_LAUNCH("NFT launch", "NFT 发行"),
    CITY_INVITATION("City invitation", "城市招商"),

    STATUS_RUMOURED("rumoured", "传闻"),
    STATUS_PROPOSED("proposed", "拟议中"),
    STATUS_ANNOUNCED("announced", "已宣布"),
    STATUS_DENIED("denied", "已否认"),
    STATUS_IN_FORCE("in force", "已生效"),
    STATUS_REVERSED("reversed", "已撤销"),

    STATE_STANDING("standing", "成立"),
    STATE_MERGED("merged", "已合并"),
    STATE_RETRACTED("retracted", "已撤回"),

    VERY_HIGH("very high (%d%%)", "很高（%d%%）"),
    HIGH("high (%d%%)", "高（%d%%）"),
    FAIR("fair (%d%%)", "中等（%d%%）"),
    LOW("low (%d%%)", "偏低（%d%%）"),

    COLON(": ", "："),
    COMMA(", ", "、"),
    QUANTITY("%s %s", "%s %s"),
    QUANTITY_OF("%s %s (%s)", "%s %s（%s）"),
    CREDIT(" (%s)", "（%s）"),
    INSIDE("%s (%s)", "%s（%s）");

    private final String english;
    private final String chinese;

    Term(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    String in(Language language) {
        return switch (language) {
            case EN -> english;
            case ZH -> chinese;
        };
    }
}
