using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Demo;

/// <summary>A cookie of the response, and what became of it.</summary>
/// <param name="Name">As set.</param>
/// <param name="Value">Empty for one that the browser forgets.</param>
/// <param name="Change">Blocked, forwarded, expired or set.</param>
/// <param name="Why">One sentence.</param>
internal sealed record ReturnedCookie(string Name, string Value, string Change, string Why)
{
    /// <summary>The track domain's cookies first, then the gateway's own.</summary>
    public static IReadOnlyList<ReturnedCookie> In(Exchange exchange)
    {
        var left = exchange.SetCookies.Select(static line => NameAndValue(line)).ToList();
        var cookies = new List<ReturnedCookie>();
        foreach (var (name, value) in exchange.Received is null ? [] : StandInTrackDomain.SetCookies.Select(NameAndValue))
        {
            cookies.Add(left.Remove((name, value))
                ? new ReturnedCookie(name, value, "forwarded", ForwardReason.VendorCookie.Text)
                : new ReturnedCookie(name, value, "blocked", StrippedReason.For(RuleNames.SetCookieNotListed)));
        }

        foreach (var (name, value) in left.Distinct())
        {
            cookies.Add(value.Length == 0
                ? new ReturnedCookie(name, value, "expired", "the gateway makes the browser forget it")
                : new ReturnedCookie(name, value, "set", ForwardReason.Added.Text));
        }

        return cookies;
    }

    private static (string Name, string Value) NameAndValue(string line)
    {
        var pair = line.Split(';')[0];
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (pair, "") : (WireText.Show(pair[..equals]), WireText.Show(pair[(equals + 1)..]));
    }
}
