using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Sending;

/// <summary>The corpus through the guard alone: the rewriter is replaced by a copy of the input.</summary>
public sealed class GuardAloneTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<(string Id, Hit Hit, RewrittenHit Sent, Trace Trace)> Anonymous = [.. Read("requests")
        .Concat(Read("more-requests"))];

    [Fact]
    public void Guard_alone_stops_the_identifiers_that_the_rewriter_strips_from_targets_and_bodies()
    {
        var (stopped, all, byName) = (0, 0, 0);
        var missed = new List<string>();
        foreach (var (id, hit, _, trace) in Anonymous)
        {
            if (!trace.Entries.Any(
                entry => entry.Location == NameLocation.Parameter && entry.Rule is RuleNames.Identity or RuleNames.Contact))
                continue;

            all++;
            var copy = new RewrittenHit(
                hit.Method, hit.Target.PathAndQuery, [], hit.PlainBody.IsEmpty ? null : hit.PlainBody, IsAnonymous: true);
            byName += EgressGuard.Find(copy) is null ? 0 : 1;
            if (EgressGuard.Find(copy with { Stripped = StrippedValues.From(hit) }) is null)
                missed.Add(id);
            else
                stopped++;
        }

        output.WriteLine(
            $"identity leaks that the guard alone stops: {stopped} of {all}, by their names alone {byName}; missed: "
                + $"{string.Join(' ', missed)}");
        Assert.InRange(all, 300, int.MaxValue);
        Assert.InRange(missed.Count, 0, all / 100);
    }

    [Fact]
    public void Guard_alone_stops_every_header_that_is_stripped()
    {
        var all = 0;
        foreach (var (id, hit, _, trace) in Anonymous)
        {
            if (!trace.Entries.Any(entry => entry.Rule is RuleNames.HeaderNotListed or RuleNames.AnonymousHitCookie))
                continue;
            all++;
            var copy = new RewrittenHit(hit.Method, "/111111111111111/wt?nc=1"u8.ToArray(), hit.Headers, null, IsAnonymous: true);
            Assert.True(EgressGuard.Find(copy) is not null, id);
        }

        output.WriteLine($"hits with headers that are stripped: {all}, all stopped");
        Assert.InRange(all, 300, int.MaxValue);
    }

    [Fact]
    public void Guard_accepts_every_rewritten_hit_of_the_corpus()
    {
        output.WriteLine($"anonymous hits: {Anonymous.Count}");
        Assert.Empty(
            Anonymous.Where(one => EgressGuard.Find(one.Sent) is not null).Select(one => $"{one.Id}: {EgressGuard.Find(one.Sent)}"));
        Assert.InRange(Anonymous.Count, 500, int.MaxValue);
    }

    [Fact]
    public void Guard_accepts_every_captured_hit_of_the_pixel()
    {
        using var file = JsonDocument.Parse(Repository.Read("tests/data/pixel-captures.json"));
        var (count, policy) = (0, PolicyFor("optout.gw.test"));
        foreach (var request in file.RootElement.GetProperty("scenarios").EnumerateObject()
            .SelectMany(scenario => scenario.Value.GetProperty("requests").EnumerateArray()))
        {
            var target = HitTarget.Parse(request.GetProperty("url").GetString()!);
            var headers = request.GetProperty("headers").EnumerateObject().Select(header => new HeaderLine(
                header.Name, header.Value.GetString()!)).Append(new HeaderLine("Cookie", "miCookieOptOut=1"));
            var hit = new Hit(request.GetProperty("method").GetString()!, policy.Classify(target.Path), target, [.. headers],
                Encoding.Latin1.GetBytes(request.GetProperty("body").GetString() ?? ""));
            if (policy.Rewrite(hit) is not ForwardResult { Hit: { IsAnonymous: true } sent })
                continue;
            count++;
            Assert.Null(EgressGuard.Find(sent));
            Assert.Null(EgressGuard.Find(sent with { Stripped = StrippedValues.None }));
        }

        output.WriteLine($"captures forwarded anonymously: {count}");
        Assert.InRange(count, 60, int.MaxValue);
    }

    /// <summary>10 words in 10 places, each in two spellings.</summary>
    [Fact]
    public void Guard_accepts_two_hundred_harmless_values_unchanged()
    {
        string[] words = ["Phase one: 2", "step one: introduction", "Größe: 42", "Über uns; Kontakt", "Привет: мир", "eid:1", "a/b/one/two",
            "100% (one) [sid] {fns}", "time 12:34:56", "C:\\temp\\one"];
        string[] names = ["ct", "cp1", "cs2", "cg3", "ck4", "is", "ba", "mc", "la", "ce5"];
        var policy = PolicyFor("optout.gw.test");
        var count = 0;
        foreach (var (name, word) in names.SelectMany(name => words.Select(word => (name, word))))
        {
            foreach (var spelled in new[] { Uri.EscapeDataString(word), Uri.EscapeDataString(Uri.EscapeDataString(word)) })
            {
                var hit = new Hit("GET", HitKind.Tracking, HitTarget.Parse($"/111111111111111/wt?p=600&{name}={spelled}"),
                    [new("Cookie", "miCookieOptOut=1; wtstp_eid=2123456789012345678")], default);
                var sent = Assert.IsType<ForwardResult>(policy.Rewrite(hit)).Hit;
                Assert.Equal($"/111111111111111/wt?p=600&nc=1&{name}={spelled}", sent.TargetText);
                Assert.Null(EgressGuard.Find(sent));
                count++;
            }
        }

        Assert.Equal(200, count);
    }

    private static IEnumerable<(string Id, Hit Hit, RewrittenHit Sent, Trace Trace)> Read(string name)
    {
        foreach (var line in File.ReadLines(Repository.PathOf($"tests/corpus/{name}.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var policy = PolicyFor(row.RootElement.GetProperty("config").GetProperty("host").GetString()!);
            if (Parse(row.RootElement, policy) is { } hit
                && policy.Rewrite(hit) is ForwardResult { Hit: { IsAnonymous: true } sent } outcome)
                yield return (row.RootElement.GetProperty("id").GetString()!, hit, sent, outcome.Trace);
        }
    }

    /// <summary>Null for requests that no server would pass on: chunked and encoded bodies, and targets of another form.</summary>
    private static Hit? Parse(JsonElement row, Policy policy)
    {
        var raw = row.TryGetProperty("raw", out var plain)
            ? plain.GetBytesFromBase64() : Inflate(row.GetProperty("raw_zlib").GetBytesFromBase64());
        var end = raw.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var lines = Encoding.Latin1.GetString(raw, 0, end).Split("\r\n");
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, _]
            || lines.Skip(1).Any(line => line.IndexOf(':', StringComparison.Ordinal) < 1))
            return null;
        var headers = lines.Skip(1).Select(line => new HeaderLine(line[..line.IndexOf(':', StringComparison.Ordinal)],
            line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())).ToArray();
        if (headers.Any(header => header.Is("Transfer-Encoding") || header.Is("Content-Encoding")))
            return null;
        var parsed = HitTarget.Parse(target);
        return new Hit(method, policy.Classify(parsed.Path), parsed, headers, raw.AsMemory(end + 4));
    }

    private static byte[] Inflate(byte[] compressed)
    {
        using var inflated = new MemoryStream();
        using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        stream.CopyTo(inflated);
        return inflated.ToArray();
    }

    private static Policy PolicyFor(string host) => PolicyCompiler.Compile(host, new PolicyConfig
    {
        UserIdentification = new UserIdentificationConfig
        {
            EnableAnonymousFunction = host != "off.gw.test",
            AnonymousOptIn = host is "optin.gw.test" or "strict.gw.test",
            SuppressParameter = ["cd", "uc5", "uc7"],
        },
        Level = host == "strict.gw.test" ? PolicyLevel.Strict : PolicyLevel.Standard,
        StaticPaths = ["/js/"],
    });
}
