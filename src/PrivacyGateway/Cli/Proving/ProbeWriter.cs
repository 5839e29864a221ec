using System.Globalization;
using System.Text;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Writes the requests of one subject as a browser would, with the cookies and headers of its consent state.</summary>
internal sealed class ProbeWriter
{
    /// <summary>The fields that start each hit: version, page name, screen, time and referrer.</summary>
    public const string Page = "p=600,prove.home,1,1280x720,24,1,1700000000000,0,1280x720,0";

    private const string UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly ProbeSubject _subject;
    private readonly Placement _everId;
    private readonly Placement _address;

    public ProbeWriter(ProbeSubject subject, Canaries canaries)
    {
        _subject = subject;
        _everId = canaries.Place(new Placement(canaries.Number(), "wtstp_eid", ReportedCategory.Identifier, CanaryLocation.Cookie,
            Spelling.PlainName, subject.Rule(RuleNames.AnonymousHitCookie)));
        _address = canaries.Place(new Placement(canaries.Address(), "client address", ReportedCategory.ClientAddress,
            CanaryLocation.Address, Spelling.PlainName, subject.AddressRule()));
        Shared = [_everId, _address];
    }

    /// <summary>The path of a hit on this route.</summary>
    public string Hit => _subject.HitPath;

    /// <summary>Canaries in each request of the subject: an ever-id cookie, as of a returning visitor, and the client address.</summary>
    public IReadOnlyList<Placement> Shared { get; }

    /// <param name="target">The request target without the consent state's query.</param>
    /// <param name="headers">Further headers; they replace the usual header of the same name.</param>
    /// <param name="cookies">Further cookies.</param>
    public WireMessage Get(string target, IReadOnlyList<string>? headers = null, IReadOnlyList<string>? cookies = null) =>
        new(Head("GET", WithState(target), headers ?? [], cookies ?? []), "");

    /// <param name="target">The request target without the consent state's query, which is appended to each line of the body.</param>
    /// <param name="lines">The lines of the body.</param>
    public WireMessage Post(string target, params IReadOnlyList<string> lines)
    {
        var body = string.Join('\n', lines.Select(line => _subject.State.Query.Length == 0 ? line : $"{line}&{_subject.State.Query}"));
        return new WireMessage(
            Head("POST", target,
                ["Content-Type: text/plain", string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")], []),
            body);
    }

    private string WithState(string target) => _subject.State.Query.Length == 0
        ? target
        : $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{_subject.State.Query}";

    private string Head(string method, string target, IReadOnlyList<string> headers, IReadOnlyList<string> cookies)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: {_subject.Host}\r\n");
        string[] usual =
        [
            $"User-Agent: {UserAgent}", "Accept: image/avif,image/webp,*/*", "Accept-Language: de,en;q=0.5",
            "Referer: https://www.shop.example/",
            $"Sec-Fetch-Site: {_subject.State.Site}", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image",
            $"X-Forwarded-For: {_address.Value}", "X-Forwarded-Proto: https",
        ];
        foreach (var line in usual.Where(line => !headers.Any(own => IsSameHeader(own, line))).Concat(_subject.Conditions)
            .Concat(_subject.State.Headers).Concat(headers))
            head.Append(line).Append("\r\n");
        head.Append("Cookie: ").AppendJoin("; ", [$"{_everId.Name}={_everId.Value}", .. _subject.State.Cookies, .. cookies]).Append("\r\n");
        return head.ToString();
    }

    private static bool IsSameHeader(string line, string other) =>
        line.AsSpan(0, line.IndexOf(':', StringComparison.Ordinal)).Equals(
            other.AsSpan(0, other.IndexOf(':', StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
}
