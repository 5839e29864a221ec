using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// IAB GPP: the string in the platform's cookie and in any <c>gpp</c> parameter. The section of the European TCF grants like a TC string.
/// The US national section only denies, because not opting out is not consent. Other sections are ignored.
/// </summary>
internal sealed class GppSignal(TcfConfig config, PlatformRole role)
    : ConsentStringSignal(config.Cookie, "gpp", new PlatformVotes("gpp", role))
{
    private const string SectionParameter = "gpp_sid";
    private const int EuropeanTcf = 2;

    protected override Vote Judge(ReadOnlySpan<char> text, Hit hit)
    {
        using var decoded = new DecodedCookie(text.Length);
        Span<int> room = stackalloc int[GppString.MaxSections];
        if (!decoded.TryDecode(text, CookieDecoding.Url, out var plain) || !GppString.TryRead(plain, room, out var read)
            || !HasApplicableSections(read, hit))
            return Votes.Unreadable;

        Vote? vote = null;
        if (read.TryFind(EuropeanTcf, out var european))
            vote = TcfRules.Judge(european, config, hit.ReceivedAt, Votes);
        if (read.TryFind(UsNationalSection.Id, out var national))
            vote = PlatformVotes.MoreRestrictive(vote, Judge(national));
        return vote ?? Votes.Unreadable;
    }

    private Vote Judge(ReadOnlySpan<char> national) =>
        !UsNationalSection.TryRead(national, out var isOptedOut) ? Votes.Unreadable : isOptedOut ? Votes.Denied : Votes.NotDenied;

    /// <summary>
    /// Whether every section that the hit declares applicable is supported and present. A hit that declares none is judged by all sections.
    /// </summary>
    private static bool HasApplicableSections(GppString read, Hit hit)
    {
        Span<char> text = stackalloc char[ParameterValues.MaxValueLength];
        var values = new ParameterValues(hit, SectionParameter);
        while (values.MoveNext())
        {
            if (!values.TryCopyTo(text, out var length))
                return false;
            using var decoded = new DecodedCookie(length);
            if (!decoded.TryDecode(text[..length], CookieDecoding.Url, out var list) || !ContainsAll(read, list))
                return false;
        }

        return true;
    }

    /// <summary>Ids are separated by commas, or by underscores as in the platforms' storage.</summary>
    private static bool ContainsAll(GppString read, ReadOnlySpan<char> list)
    {
        foreach (var range in list.SplitAny(',', '_'))
        {
            if (!int.TryParse(list[range].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || id is not (EuropeanTcf or UsNationalSection.Id) || !read.TryFind(id, out _))
                return false;
        }

        return true;
    }
}
