using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// The switches that a level sets. Rewriters read the switches and never the level. Strict is standard with more switches on.
/// </summary>
/// <param name="StripsCustomerData">Strips customer data even if <c>suppressParameter</c> does not list it.</param>
/// <param name="StripsFingerprints">Strips plug-in list and time zone.</param>
/// <param name="StripsUnknown">Strips parameters that the Vocabulary does not list.</param>
/// <param name="ScrubsNestedUrls">Removes query, fragment, user-info and e-mail addresses from URLs inside values.</param>
/// <param name="CoarsensDevice">Generalizes browser name, language, screen, viewport and time.</param>
/// <param name="Personal">The kinds of personal values that are redacted in forwarded text.</param>
/// <param name="ServesLocalResponse">Serves the gateway's GIF instead of the track domain's status and body; refuses redirects.</param>
internal sealed record LevelRules(bool StripsCustomerData, bool StripsFingerprints, bool StripsUnknown, bool ScrubsNestedUrls,
    bool CoarsensDevice, PersonalKinds Personal, bool ServesLocalResponse)
{
    public static LevelRules Standard { get; } = new(false, false, false, false, false, PersonalKinds.MailAddress, false);

    public static LevelRules Strict { get; } = new(true, true, true, true, true, PersonalKinds.All, true);

    /// <summary>The id of a rule that is disabled; null in every level. For tests that show that each rule is needed.</summary>
    public string? SwitchedOff { get; init; }

    /// <summary>
    /// Creates the rules for the names of the Vocabulary, then of <c>keepParameter</c>,
    /// then of <c>suppressParameter</c>. A later rule replaces an earlier one.
    /// </summary>
    public ParameterRules Compile(ParameterChoices choices) => new(
        Vocabulary.In(NameLocation.Parameter).Select(entry => CreateRule(entry, choices)).Concat(choices.Kept.Select(Keep))
            .Concat(choices.Suppressed.Select(Suppress)).Select(ApplySwitchedOff).ToArray(),
        ApplySwitchedOff(
            new NameRule("(unknown)", DataCategory.Content, RuleNames.Unknown, StripsUnknown, StrippedNested: false, Personal: Personal)),
        stripsUnreadable: SwitchedOff != RuleNames.Unreadable,
        scrubsNestedUrls: ScrubsNestedUrls,
        coarsensDevice: CoarsensDevice,
        personal: Personal,
        referrers: choices.Referrers);

    private NameRule ApplySwitchedOff(NameRule rule) =>
        rule.Rule == SwitchedOff ? rule with { Stripped = false, StrippedNested = false } : rule;

    private NameRule Keep(string name) => new(
        name.ToLowerInvariant(), DataCategory.Content, RuleNames.KeepParameter, Stripped: false, StrippedNested: false, KeptNested: true,
        GetPersonalKinds(Vocabulary.FindParameter(name.ToLowerInvariant())));

    private static NameRule Suppress(string name) =>
        new(name.ToLowerInvariant(), DataCategory.Customer, RuleNames.SuppressParameter, Stripped: true, StrippedNested: true);

    private NameRule CreateRule(VocabularyEntry entry, ParameterChoices choices)
    {
        var (rule, stripped) = entry.Category switch
        {
            DataCategory.Identity => (RuleNames.Identity, true),
            DataCategory.Contact => (RuleNames.Contact, true),
            DataCategory.ClickId => (RuleNames.ClickId, !choices.KeepsClickIds),
            DataCategory.Personal => (RuleNames.PersonalName, true),
            DataCategory.Referrer => choices.Referrers.AreFull ? (RuleNames.Unknown, StripsUnknown) : (RuleNames.Referrer, true),
            DataCategory.Marker => (RuleNames.Marker, true),
            DataCategory.Customer => (RuleNames.Customer, StripsCustomerData),
            DataCategory.Fingerprint => (RuleNames.Fingerprint, StripsFingerprints),
            DataCategory.TemporarySession => (RuleNames.TemporarySession, !choices.KeepsTemporarySession),
            _ => (RuleNames.Kept, false),
        };
        return new NameRule(
            entry.Name,
            entry.Category,
            rule,
            stripped,
            StrippedNested: stripped && entry.Category is (DataCategory.Identity or DataCategory.Contact or DataCategory.ClickId
                or DataCategory.Personal or DataCategory.Customer or DataCategory.Referrer),
            KeptNested: choices.KeepsCampaigns && entry.Category == DataCategory.Campaign,
            GetPersonalKinds(entry));
    }

    private PersonalKinds GetPersonalKinds(VocabularyEntry? entry) =>
        entry is { IsCommerce: true } ? Personal & ~PersonalKinds.LikeShopIds : Personal;
}
