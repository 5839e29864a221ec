using System.Globalization;
using System.Text;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>
/// Probes the means by which a track domain could mark a browser: cookies, validators, redirects, other headers, the body.
/// </summary>
internal sealed class ResponseProbes(ProbeSubject subject, ProbeWriter writer, Canaries canaries)
{
    /// <summary>Response headers, and whether identified visitors get them; anonymous visitors get none.</summary>
    private static readonly (string Name, bool IsForIdentified)[] Headers =
    [
        ("ETag", true), ("Content-Language", true), ("Vary", true), ("Cache-Control", true), ("Retry-After", true),
        ("Access-Control-Allow-Headers", true),
        ("X-Visitor-ID", false), ("Server-Timing", false), ("Link", false), ("Refresh", false), ("P3P", false), ("Alt-Svc", false),
        ("Accept-CH", false), ("NEL", false),
        ("Report-To", false), ("Set-Cookie2", false), ("Clear-Site-Data", false), ("X-WT-Eid", false),
    ];

    public IEnumerable<Probe> All()
    {
        // A blocked visitor's hits are not forwarded, and without a policy nothing is promised.
        if (subject.Decision is StateDecision.Blocked or StateDecision.None)
            yield break;
        yield return Cookies();
        yield return Attributes("cookie attributes", HitTarget);
        yield return Attributes("cookie attributes, /optout", OptOutPath);
        yield return Attributes("cookie attributes, /optout?duration=-2", $"{OptOutPath}?duration=-2");
        yield return Fields();
        yield return Redirect("to a hit with an identifier", static value => $"/111111111111111/wt?eid={value}");
        yield return Redirect("to another host", static value => $"https://sync.example/?v={value}");
        yield return Body();
    }

    private Probe Cookies()
    {
        var optOut = subject.Policy!.OptOutCookies is [var first, ..] ? first : "webtrekkOptOut";
        (string Name, bool IsVendors)[] cookies =
        [
            ("wteid_" + subject.TrackIds, true), ("wtsid_" + subject.TrackIds, true), ("wt_nv", true), ("shop_session", false),
            ("uid", false),
            (subject.Policy.UserIdentification.AnonymousCookieName, false), (optOut, subject.Policy.AllowedSetCookies.Contains(optOut)),
        ];
        Placement[] placed = [.. cookies.Select(cookie => Place(cookie.Name, CanaryLocation.ResponseCookie, RuleNames.SetCookieNotListed,
            cookie.IsVendors ? null : RuleNames.SetCookieNotListed))];
        return Write("cookies", "200 OK", placed.Select(
            static placement => $"Set-Cookie: {placement.Name}={placement.Value}; Max-Age=15552000; Path=/; Secure; HttpOnly"), placed);
    }

    private string HitTarget => $"{writer.Hit}?{ProbeWriter.Page}";

    private string OptOutPath => $"/{subject.TrackIds}/optout";

    /// <summary>Cookies whose values tell nothing and whose attributes do; and those that would end an opt-out or grant consent.</summary>
    private Probe Attributes(string about, string target)
    {
        var policy = subject.Policy!;
        var parent = subject.Host[(subject.Host.IndexOf('.', StringComparison.Ordinal) + 1)..];
        string[] open = ["wteid_" + subject.TrackIds, "sid", .. policy.AllowedSetCookies];
        string[] names = [.. open, .. policy.OptOutCookies, policy.UserIdentification.AnonymousCookieName];
        var placed = new List<Placement>();
        var lines = new List<string>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            foreach (var form in new[] { $"1; Domain={parent}; Max-Age=60", "1; Domain=sync.example", "1; Max-Age=0", "; Max-Age=0", "" })
            {
                var placement = Place(name, CanaryLocation.ResponseCookie, RuleNames.SetCookieNotListed,
                    open.Contains(name) ? null : RuleNames.SetCookieNotListed);
                placed.Add(placement);
                lines.Add($"Set-Cookie: {name}={form}; Path=/{placement.Value}");
            }
        }

        return Write(about, "200 OK", lines, [.. placed], target: target);
    }

    private Probe Fields()
    {
        Placement[] placed = [.. Headers.Select(header => Place(header.Name, CanaryLocation.ResponseHeader, RuleNames.HeaderNotListed,
            header.IsForIdentified ? null : RuleNames.HeaderNotListed))];
        return Write("headers", "200 OK", placed.Select(static placement => placement.Name == "ETag"
            ? $"ETag: \"{placement.Value}\"" : $"{placement.Name}: {placement.Value}"), placed);
    }

    private Probe Redirect(string about, Func<string, string> target)
    {
        var placed = Place("Location", CanaryLocation.ResponseLocation, Promises.Level, null);
        return Write($"redirect {about}", "302 Found", [$"Location: {target(placed.Value)}"], [placed]);
    }

    private Probe Body()
    {
        var placed = Place(
            "(body)", CanaryLocation.ResponseBody, subject.Policy is { } policy ? new Promises(policy).ResponseBody : null, null);
        return Write("body", "200 OK", [], [placed], $"GIF89a{placed.Value}");
    }

    private Placement Place(string name, CanaryLocation placing, string? anonymous, string? identified) =>
        canaries.Place(new Placement(
            canaries.Word(), name, ReportedCategory.TrackDomainData, placing, Spelling.PlainName, subject.Rule(anonymous, identified)));

    private Probe Write(
        string about, string status, IEnumerable<string> headers, Placement[] placed, string body = "", string? target = null)
    {
        var response = new StringBuilder($"HTTP/1.1 {status}\r\nContent-Type: image/gif\r\n");
        foreach (var header in headers)
            response.Append(header).Append("\r\n");
        response.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n{body}");
        return new Probe(subject, $"response: {about}", writer.Get(target ?? HitTarget), placed)
        {
            Response = response.ToString(),
        };
    }
}
