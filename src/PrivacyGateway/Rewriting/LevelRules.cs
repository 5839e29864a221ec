using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// The switches that a level sets, all at once; no rewriter ever asks for the level. Strict is standard with more switches on.
/// </summary>
/// <param name="WithholdsCustomerData">Customer data goes without being listed in <c>suppressParameter</c>.</param>
/// <param name="WithholdsFingerprints">Plug-in list and time zone go.</param>
/// <param name="WithholdsUnknown">A parameter that the Vocabulary does not know goes.</param>
/// <param name="ScrubsNestedUrls">An address inside a value loses its query, fragment, user-info and e-mail addresses.</param>
/// <param name="CoarsensDevice">Browser name and language, screen, viewport and time leave in common classes only.</param>
/// <param name="AnswersItself">The browser gets our GIF instead of the track domain's status and body; redirects are refused.</param>
internal sealed record LevelRules(bool WithholdsCustomerData, bool WithholdsFingerprints, bool WithholdsUnknown, bool ScrubsNestedUrls, bool CoarsensDevice, bool AnswersItself)
{
    public static LevelRules Standard { get; } = new(false, false, false, false, false, false);

    public static LevelRules Strict { get; } = new(true, true, true, true, true, true);

    /// <summary>The rule for each name of the Vocabulary, then for each name that the policy keeps, then for each that it suppresses: the last one counts.</summary>
    public ParameterRules Compile(IReadOnlyList<string> suppressed, IReadOnlyList<string> kept, bool keepsTemporarySession) => new(
        [
            .. Vocabulary.In(Place.Parameter).Select(entry => RuleFor(entry, keepsTemporarySession)),
            .. kept.Select(Keep),
            .. suppressed.Select(Suppress),
        ],
        new NameRule("(unknown)", Kind.Content, RuleNames.Unknown, WithholdsUnknown, WithheldNested: false),
        scrubsNestedUrls: ScrubsNestedUrls,
        coarsensDevice: CoarsensDevice);

    private static NameRule Keep(string name) =>
        new(name.ToLowerInvariant(), Kind.Content, RuleNames.KeepParameter, Withheld: false, WithheldNested: false);

    private static NameRule Suppress(string name) =>
        new(name.ToLowerInvariant(), Kind.Customer, RuleNames.SuppressParameter, Withheld: true, WithheldNested: true);

    private NameRule RuleFor(VocabularyEntry entry, bool keepsTemporarySession)
    {
        var (rule, withheld) = entry.Kind switch
        {
            Kind.Identity => (RuleNames.Identity, true),
            Kind.Contact => (RuleNames.Contact, true),
            Kind.Marker => (RuleNames.Marker, true),
            Kind.Customer => (RuleNames.Customer, WithholdsCustomerData),
            Kind.Fingerprint => (RuleNames.Fingerprint, WithholdsFingerprints),
            Kind.TemporarySession => (RuleNames.TemporarySession, !keepsTemporarySession),
            _ => (RuleNames.Kept, false),
        };
        return new NameRule(entry.Name, entry.Kind, rule, withheld, WithheldNested: entry.Kind is Kind.Identity or Kind.Contact);
    }
}
