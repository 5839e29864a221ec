using System.CommandLine;
using System.IO;
using PrivacyGateway.Hits;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Cli;

/// <summary><c>explain</c>: what the gateway would do with a request, and why. Touches no network.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var config = ConfigFile.Option();
        var host = new Option<string?>("--host") { Description = "The public host; may also stand in --url." };
        var url = new Option<string>("--url") { Description = "The address or target, exactly as the browser sends it.", Required = true };
        var method = new Option<string?>("--method") { Description = "Default GET, or POST with --body." };
        var cookies = new Option<string[]>("--cookie") { Description = "A cookie, name=value; may be repeated.", DefaultValueFactory = static _ => [] };
        var headers = new Option<string[]>("--header", "-H") { Description = "A header, \"Name: value\"; may be repeated.", DefaultValueFactory = static _ => [] };
        var body = new Option<string?>("--body") { Description = "The body, or @FILE to read it from a file." };
        var json = new Option<bool>("--json") { Description = "Print the trace as JSON." };
        var command = new Command("explain", "Show what the gateway would do with a request, and which rule did it.") { config, host, url, method, cookies, headers, body, json };
        command.SetAction(async (parsed, _) =>
        {
            var (urlHost, target) = TypedRequest.Split(parsed.GetValue(url)!);
            var name = parsed.GetValue(host) ?? urlHost;
            if (name is null)
                return Fail("no host. Add --host, or write a complete address with --url.");
            if (!TryReadBody(parsed.GetValue(body), out var bytes))
                return Fail($"the file {parsed.GetValue(body)![1..]} cannot be read. Check its path.");
            if (!TryReadHeaders(parsed.GetValue(headers)!, parsed.GetValue(cookies)!, out var lines))
                return Fail("a --header is not of the form \"Name: value\".");

            var request = new TypedRequest(parsed.GetValue(method) ?? (bytes.Length > 0 ? "POST" : "GET"), target, lines, bytes);
            return await ExplainAsync(parsed.GetValue(config)!, name, request, parsed.GetValue(json));
        });
        return command;
    }

    private static async Task<int> ExplainAsync(string file, string host, TypedRequest request, bool json)
    {
        var (read, problems) = await ConfigFile.LoadAsync(file, FileCheck.Skipped);
        if (read?.Gateway is not { } config)
        {
            ConfigFile.Report(file, problems);
            return ExitCodes.Wrong;
        }

        var colon = host.LastIndexOf(':');
        var route = config.FindRoute(colon < 0 || host.EndsWith(']') ? host : host[..colon]);
        if (route is null)
            return Fail($"no route serves {host}: the gateway would answer 421. Served: {string.Join(", ", config.Routes.SelectMany(known => known.Hosts))}.");
        if (new PolicySnapshot(config).Find(route.Policy) is not { } policy)
            return Fail($"route \"{route.Id}\" has no policy: the request would pass as it is.");

        if (config.IsReserved(request.Target))
            return Fail($"below {config.ReservedPath} the gateway answers itself; nothing is forwarded.");

        var hit = request.ToHit(policy);
        var outcome = policy.Rewrite(hit);
        var explanation = new Explanation(route, policy, request, hit, outcome);
        if (json)
            Console.WriteLine(ExplanationJson.Write(explanation));
        else
            ExplanationPrinter.Print(explanation, Console.Out, Terminal.IsOutputColoured);
        return ExitCodes.Fine;
    }

    private static bool TryReadBody(string? text, out byte[] bytes)
    {
        bytes = [];
        try
        {
            if (text is not null)
                bytes = text.StartsWith('@') ? File.ReadAllBytes(text[1..]) : System.Text.Encoding.UTF8.GetBytes(text);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool TryReadHeaders(string[] headers, string[] cookies, out List<HeaderLine> lines)
    {
        lines = [];
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':');
            if (colon <= 0)
                return false;
            lines.Add(new HeaderLine(header[..colon].Trim(), header[(colon + 1)..].Trim()));
        }

        if (cookies.Length > 0)
            lines.Add(new HeaderLine("Cookie", string.Join("; ", cookies)));
        return true;
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"error: {message}");
        return ExitCodes.Wrong;
    }
}
