using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// IAB TCF: the string in the platform's cookie and in any <c>gdpr_consent</c> parameter. Each one that is there must grant.
/// </summary>
internal sealed class TcfSignal(TcfConfig config, PlatformRole role) : Signal
{
    /// <summary>Also where apps and AMP pages put it. (IAB TCF, "URL-based services".)</summary>
    private const string Parameter = "gdpr_consent";

    /// <summary>That of TCF 2.2: since 20 November 2023 older strings must be asked for anew, and none lives longer than 13 months.</summary>
    private const int LeastPolicyVersion = 4;

    private readonly PlatformVotes _votes = new("tcf", role);

    public override Vote Ask(Hit hit)
    {
        Vote? answer = null;
        foreach (var cookie in hit.Cookies)
        {
            if (cookie.Name.SequenceEqual(config.Cookie))
                answer = PlatformVotes.Worse(answer, Judge(cookie.Value));
        }

        var hasCookie = answer is not null;
        var values = new ParameterValues(hit, Parameter);
        while (values.MoveNext())
            answer = PlatformVotes.Worse(answer, Judge(ref values));

        // A line of a batch that brings no string of its own is vouched for by the cookie or the address, or by nobody.
        return hasCookie || values.AreEverywhere || answer is { Stance: Stance.Anonymous } ? answer! : _votes.Unanswered;
    }

    private Vote Judge(ref ParameterValues values)
    {
        Span<char> text = stackalloc char[ParameterValues.LongestValue];
        var vote = values.TryCopyTo(text, out var length) ? Judge(text[..length]) : _votes.Unreadable;
        return vote.IsVisitors ? _votes.Unproven : vote;
    }

    private Vote Judge(ReadOnlySpan<char> text)
    {
        if (!TcString.TryRead(text, config.Vendor ?? 0, out var read) || !read.IsServiceSpecific || read.PolicyVersion < LeastPolicyVersion)
            return _votes.Unreadable;
        if (config.Vendor is not null && !read.HasVendor)
            return _votes.Denied;
        for (var i = 0; i < config.Purposes.Count; i++)
        {
            if (!read.Grants(config.Purposes[i]))
                return _votes.Denied;
        }

        return _votes.Granted;
    }
}
