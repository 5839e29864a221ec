using System.Text;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>One request as a browser would send it, and the ids of the hits in it.</summary>
internal sealed record BrowserHit(IReadOnlyList<int> Ids, byte[] Request, bool IsBatch)
{
    public const int LinesOfBatch = 3;

    private const string TrackId = "/111111111111111";
    private const string Page = "p=600,shop.page,1,1920x1080,24,1,1790000000000,0,1900x900,0";
    private const string Secrets = $"eid={Canaries.EverId}&cd={Canaries.EncodedEmail}&uc700={Canaries.EncodedEmail}";
    private const string Anonymous = "Cookie: miCookieOptOut=1; ";

    public static BrowserHit AnonymousGet(int id, string host = GatewayHosts.Track) =>
        Get(id, host, $"{TrackId}/wt?{Page}&{HitId.Parameter(id)}&{Secrets}", Anonymous);

    public static BrowserHit AnonymousPost(int id) =>
        Post([id], GatewayHosts.Track, $"{TrackId}/wt", $"{Page}&{HitId.Parameter(id)}&{Secrets}", Anonymous);

    public static BrowserHit AnonymousBatch(IReadOnlyList<int> ids)
    {
        var lines = string.Join('\n', ids.Select(id => $"wt?{Page}&{HitId.Parameter(id)}&{Secrets}"));
        return Post(ids, GatewayHosts.Track, $"{TrackId}/batch", lines, Anonymous) with { IsBatch = true };
    }

    /// <summary>It may not be spooled, so nothing that it carries may be.</summary>
    public static BrowserHit Identified(int id, string host = GatewayHosts.Track) =>
        Get(id, host, $"{TrackId}/wt?{Page}&{HitId.Parameter(id)}&{Secrets}", "Cookie: ");

    /// <summary>Alternately anonymous and identified hits, with ids from this number on.</summary>
    public static Func<int, BrowserHit> Hits(int first) => id => id % 2 == 0 ? AnonymousGet(first + id) : Identified(first + id);

    /// <summary>It may be spooled, without its cookies and client address.</summary>
    public static BrowserHit IdentifiedToKeep(int id) =>
        Get(id, GatewayHosts.Keeping, $"{TrackId}/wt?{Page}&{HitId.Parameter(id)}&eid={Canaries.PermittedEverId}", "Cookie: ");

    private static BrowserHit Get(int id, string host, string target, string cookie) =>
        new([id], Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\n{Headers(host, cookie)}\r\n"), IsBatch: false);

    private static BrowserHit Post(IReadOnlyList<int> ids, string host, string target, string body, string cookie) => new(
        ids,
        Encoding.Latin1.GetBytes(
            $"POST {target} HTTP/1.1\r\n{Headers(host, cookie)}Content-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
        IsBatch: false);

    private static string Headers(string host, string cookie) =>
        $"Host: {host}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\nAccept: */*\r\nX-Forwarded-For: "
            + $"{Canaries.Address}\r\n{cookie}{Canaries.Cookies}\r\n";
}
