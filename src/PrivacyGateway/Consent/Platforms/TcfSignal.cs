using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// IAB TCF: the string in the platform's cookie and in any <c>gdpr_consent</c> parameter, which apps and AMP pages send.
/// (IAB TCF, "URL-based services".)
/// </summary>
internal sealed class TcfSignal(TcfConfig config, PlatformRole role)
    : ConsentStringSignal(config.Cookie, "gdpr_consent", new PlatformVotes("tcf", role))
{
    protected override Vote Judge(ReadOnlySpan<char> text, Hit hit)
    {
        if (!FundingChoices.IsPacked(text))
            return TcfRules.Judge(text, config, hit.ReceivedAt, Votes);
        using var decoded = new DecodedCookie(text.Length);
        if (!decoded.TryDecode(text, CookieDecoding.Url, out var json) || !FundingChoices.TryFindTcString(json, out var packed))
            return Votes.Unreadable;
        return packed.IsEmpty ? Votes.NoChoice : TcfRules.Judge(packed, config, hit.ReceivedAt, Votes);
    }
}
