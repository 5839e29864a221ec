namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for click ids: values that an advertising network, shop portal or mailing tool appends to a
/// link, one per click or recipient. The source is the network that appends the name.
/// </summary>
internal static class ClickIdNames
{
    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        .. Rows("Google Ads", "gclid", "gbraid", "wbraid", "dclid", "gclsrc", "srsltid"),
        .. Rows("Google Analytics linker", "_gl", "_ga", "_gac"),
        .. Rows("Meta", "fbclid", "fb_action_ids", "igshid", "igsh"),
        .. Rows("Microsoft Advertising", "msclkid"),
        .. Rows("TikTok", "ttclid"),
        .. Rows("X", "twclid"),
        .. Rows("LinkedIn", "li_fat_id"),
        .. Rows("Yandex", "yclid", "ymclid", "ysclid", "_openstat"),
        .. Rows("Pinterest", "epik"),
        .. Rows("Snapchat", "sccid"),
        .. Rows("Reddit", "rdt_cid"),
        .. Rows("Outbrain", "dicbo", "obclickid"),
        .. Rows("Taboola", "tblci", "tbclid"),
        .. Rows("Criteo", "cto_pld"),
        .. Rows("Quora", "qclid"),
        .. Rows("Amazon Ads", "maas", "aref"),
        .. Rows("Awin", "awc", "zanpid"),
        .. Rows("Impact", "irclickid"),
        .. Rows("CJ", "cjevent", "cjdata"),
        .. Rows("Rakuten", "ransiteid"),
        .. Rows("Tradedoubler", "tduid"),
        .. Rows("Everflow, Tune", "clickid", "click_id", "_ef_transaction_id"),
        .. Rows("Branch", "_branch_match_id", "_branch_referrer"),
        .. Rows("Mailchimp", "mc_eid", "mc_tc"),
        .. Rows("HubSpot", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking"),
        .. Rows("Vero", "vero_id", "vero_conv"),
        .. Rows("Marketo", "mkt_tok"),
        .. Rows("Klaviyo", "_kx"),
        .. Rows("Omeda", "oly_enc_id", "oly_anon_id"),
        .. Rows("Drip", "__s"),
        .. Rows("MailerLite", "ml_subscriber", "ml_subscriber_hash"),
        .. Rows("Emarsys", "sc_uid", "sc_eh", "sc_llid", "sc_lid"),
        .. Rows("Salesforce", "sfmc_sub", "sfmc_id"),
        .. Rows("ActiveCampaign", "vgo_ee"),
        .. Rows("Bronto", "_bta_tid", "_bta_c"),
        .. Rows("Listrak", "trk_contact", "trk_msg", "trk_sid"),
        .. Rows("Sailthru", "sailthru_hid"),
        .. Rows("Wicked Reports", "wickedid"),
        .. Rows("RedTrack", "rtkcid", "rb_clickid"),
    ];

    private static IEnumerable<VocabularyEntry> Rows(string source, params string[] names) =>
        names.Select(name => new VocabularyEntry(NameLocation.Parameter, name, DataCategory.ClickId, source));
}
