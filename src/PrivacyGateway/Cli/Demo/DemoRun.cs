using System.IO;
using System.Net;
using System.Net.Http;
using PrivacyGateway.Cli.Explaining;
using PrivacyGateway.Configuration;
using PrivacyGateway.Inspection;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// Sends each situation through the running gateway and prints it as <c>explain</c> does, held against what really arrived.
/// </summary>
internal sealed class DemoRun(GatewayConfig config, StandInTrackDomain trackDomain, string gateway)
{
    /// <returns>Whether in each situation exactly that arrived which was explained.</returns>
    public async Task<bool> SendAllAsync(TextWriter output, bool isColoured, CancellationToken stop)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        var policies = new PolicySnapshot(config);
        var isTrue = true;
        foreach (var (title, host, request) in DemoSituations.All)
        {
            var route = config.FindRoute(host)!;
            var policy = policies.Find(route.Policy)!;
            var hit = request.ToHit(policy, clientAddress: IPAddress.Loopback);
            var explanation = new Explanation(
                request, new Judgement { Route = route.Id, Policy = policy, Hit = hit, Outcome = policy.Rewrite(hit) });

            using var message = new HttpRequestMessage(HttpMethod.Get, gateway.TrimEnd('/') + request.Target);
            message.Headers.Host = host;
            foreach (var header in request.Headers)
                message.Headers.TryAddWithoutValidation(header.Name, header.Value);
            var count = trackDomain.Count;
            using var response = await client.SendAsync(message, stop);

            output.WriteLine($"=== {title}");
            ExplanationPrinter.Print(explanation, output, isColoured);
            var cookies = response.Headers.NonValidated.TryGetValues("Set-Cookie", out var lines) ? lines.Count : 0;
            var arrived = SameLines(trackDomain.After(count)?.Lines ?? [], explanation.After);
            isTrue &= arrived;
            output.WriteLine(
                $"arrived   {(arrived ? "exactly so" : "DIFFERENTLY")}; the track domain's 2 cookies: {cookies} reached the browser");
            output.WriteLine();
        }

        return isTrue;
    }

    /// <summary>The server lists headers in another order, and Host names the other end.</summary>
    private static bool SameLines(IEnumerable<string> arrived, IEnumerable<string> explained) => arrived
        .Where(line => !line.StartsWith("  Host:", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .SequenceEqual(explained.Order(StringComparer.Ordinal));
}
