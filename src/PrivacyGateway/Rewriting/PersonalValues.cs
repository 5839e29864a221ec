using System.Buffers;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Replaces personal values inside forwarded text by <c>(redacted)</c>. The search uses the decoded text in compatibility form and
/// without invisible characters; the bytes around a personal value are preserved.
/// </summary>
internal static class PersonalValues
{
    private delegate bool PreCheck(ReadOnlySpan<byte> text, int digits);

    private delegate bool Finder(ReadOnlySpan<byte> text, ref int from, out int start, out int end);

    /// <summary>The first byte of a full-width at sign.</summary>
    private const byte FullWidthLead = 0xEF;

    /// <summary>At signs, and bytes that <see cref="FoldedText"/> replaces.</summary>
    private static readonly SearchValues<byte> Hints = SearchValues.Create(
        [.. "@\\"u8, .. Enumerable.Range(0x80, 0x80).Select(static value => (byte)value)]);
    private static readonly SearchValues<byte> AuthorityEnds = SearchValues.Create("/?#"u8);

    private static readonly (PersonalKinds Kind, string Name, string Rule, PreCheck MayOccurIn, Finder Find)[] Finders =
    [
        (PersonalKinds.JsonWebToken, "(JSON web token)", RuleNames.JsonWebToken, JsonWebToken.MayOccurIn, JsonWebToken.TryFind),
        (PersonalKinds.Uuid, "(UUID)", RuleNames.Uuid, Uuid.MayOccurIn, Uuid.TryFind),
        (PersonalKinds.Iban, "(IBAN)", RuleNames.Iban, Iban.MayOccurIn, Iban.TryFind),
        (PersonalKinds.PaymentCard, "(payment card)", RuleNames.PaymentCard, PaymentCard.MayOccurIn, PaymentCard.TryFind),
        (PersonalKinds.EverId, "(ever-id)", RuleNames.EverId, EverId.MayOccurIn, EverId.TryFind),
        (PersonalKinds.PhoneNumber, "(phone number)", RuleNames.PhoneNumber, PhoneNumber.MayOccurIn, PhoneNumber.TryFind),
        (PersonalKinds.IpAddress, "(IP address)", RuleNames.IpAddress, IpAddressText.MayOccurIn, IpAddressText.TryFind),
    ];

    /// <summary>Cheap pre-check: false for most texts without a personal value.</summary>
    /// <param name="text">The text, percent-decoded or without escapes.</param>
    /// <param name="kinds">The kinds to look for.</param>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, PersonalKinds kinds) => kinds switch
    {
        PersonalKinds.None => false,
        // An at sign may be plain, full-width, or escaped as in JSON.
        PersonalKinds.MailAddress => text.IndexOfAny((byte)'@', FullWidthLead, (byte)'\\') >= 0,
        _ => text.ContainsAny(Hints) || MayNumberOccurIn(text, kinds),
    };

    /// <param name="decoded">A value, pair or field.</param>
    /// <param name="kinds">The kinds to look for.</param>
    /// <param name="cuts">Gets the ranges to replace.</param>
    /// <param name="trace">Records what is found.</param>
    public static void Cut(in DecodedText decoded, PersonalKinds kinds, ref Cuts cuts, Trace trace)
    {
        // The other kinds are checked one by one below.
        if (kinds <= PersonalKinds.MailAddress && !MayOccurIn(decoded.Text, kinds))
            return;

        using var folded = FoldedText.Fold(decoded.Text);
        var text = folded.Text;
        if (text.Contains((byte)'@'))
        {
            CutUserInfo(folded, ref cuts, trace);
            if (kinds.HasFlag(PersonalKinds.MailAddress))
                CutMailAddresses(folded, ref cuts, trace);
        }

        var digits = DigitGroups.CountDigits(text);
        foreach (var (kind, name, rule, mayOccurIn, find) in Finders)
        {
            if (!kinds.HasFlag(kind) || !mayOccurIn(text, digits))
                continue;
            for (var from = 0; find(text, ref from, out var start, out var end);)
                Redact(folded, start, end, name, rule, ref cuts, trace);
        }
    }

    private static bool MayNumberOccurIn(ReadOnlySpan<byte> text, PersonalKinds kinds)
    {
        var digits = DigitGroups.CountDigits(text);
        foreach (var finder in Finders)
        {
            if (kinds.HasFlag(finder.Kind) && finder.MayOccurIn(text, digits))
                return true;
        }

        return false;
    }

    /// <summary>Cuts user-info together with its <c>@</c>, so that the host is preserved.</summary>
    private static void CutUserInfo(in FoldedText folded, ref Cuts cuts, Trace trace)
    {
        var text = folded.Text;
        var from = 0;
        while (text[from..].IndexOf("//"u8) is >= 0 and var slashes)
        {
            from += slashes + "//".Length;
            var length = text[from..].IndexOfAny(AuthorityEnds);
            var at = (length < 0 ? text[from..] : text.Slice(from, length)).LastIndexOf((byte)'@');
            if (at < 0)
                continue;
            trace.AddStripped(NameLocation.Parameter, "(user-info)", RuleNames.NestedUrl);
            cuts.Add(folded.GetOrigin(from), folded.GetOrigin(from + at + 1));
        }
    }

    private static void CutMailAddresses(in FoldedText folded, ref Cuts cuts, Trace trace)
    {
        for (var from = 0; MailAddress.TryFind(folded, ref from, ref cuts, out var start, out var end);)
            Redact(folded, start, end, "(e-mail address)", RuleNames.MailAddress, ref cuts, trace);
    }

    private static void Redact(in FoldedText folded, int start, int end, string name, string rule, ref Cuts cuts, Trace trace)
    {
        var (from, until) = (folded.GetOrigin(start), folded.GetOrigin(end));
        if (cuts.Covers(from))
            return;
        trace.AddStripped(NameLocation.Parameter, name, rule);
        cuts.Redact(from, until);
    }
}
