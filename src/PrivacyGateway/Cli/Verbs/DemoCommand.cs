using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using PrivacyGateway.Cli.Demo;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>demo</c>: the gateway, a stand-in track domain and a page, in one process.</summary>
internal static class DemoCommand
{
    private const string DefaultUrl = "http://localhost:8080";
    private const string FreeUrl = "http://127.0.0.1:0";

    public static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "Print the specification's situations and end." };
        var urls = new Option<string?>("--urls")
        {
            Description = $"The public address (default {DefaultUrl}). Where its port is in use, the next free one is taken.",
        };
        var command = new Command("demo", "Try the gateway in a browser, with a stand-in track domain.") { exit, urls };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(exit), parsed.GetValue(urls), stop));
        return command;
    }

    private static async Task<int> RunAsync(bool exits, string? urls, CancellationToken stop)
    {
        try
        {
            var addresses = new DemoAddresses();
            var url = addresses.Choose(urls ?? (exits ? FreeUrl : DefaultUrl), "the demo listens");
            var admin = addresses.Choose(exits ? FreeUrl : AdminConfig.DefaultUrl, "health and metrics are");
            return await RunAsync(exits, url, admin, addresses.Notices, stop);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return ExitCodes.Wrong;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Console.Error.WriteLine($"error: cannot listen: {exception.Message.TrimEnd('.')}. Choose another address with --urls.");
            return ExitCodes.Unavailable;
        }
    }

    private static async Task<int> RunAsync(bool exits, string url, string admin, IReadOnlyList<string> notices, CancellationToken stop)
    {
        await using var trackDomain = await StandInTrackDomain.StartAsync();
        var json = DemoResource.Read("demo.json")
            .Replace("{0}", trackDomain.Address, StringComparison.Ordinal)
            .Replace("{1}", admin, StringComparison.Ordinal);
        var environment = new Dictionary<string, string>();
        var (config, problems) = await ConfigLoader.LoadAsync("demo.json", json, environment, FileCheck.Skip);
        if (config is null)
        {
            ConfigFile.Report("demo.json", problems);
            return ExitCodes.Wrong;
        }

        using var recorder = new DemoRecorder(trackDomain, new DemoPolicies(config.Gateway));
        await using var host = GatewayHost.Build(
            new GatewaySettings(url), new CurrentConfigFile(null, environment, config), exits ? null : new DemoSite(recorder).AddTo);
        await host.StartAsync(stop);
        if (exits)
        {
            var isTrue = await new DemoRun(config.Gateway, trackDomain, host.PublicAddresses[0]).SendAllAsync(
                Console.Out, Terminal.IsOutputColoured, stop);
            return isTrue ? ExitCodes.Fine : ExitCodes.Wrong;
        }

        Console.WriteLine($"Open {DemoAddresses.ToOpen(host.PublicAddresses[0])}/demo in a browser. Ctrl+C ends.");
        foreach (var notice in notices)
            Console.WriteLine(notice);
        await host.WaitForShutdownAsync(stop);
        return ExitCodes.Fine;
    }
}
