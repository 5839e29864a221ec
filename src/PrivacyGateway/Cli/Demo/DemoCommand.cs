using System.CommandLine;
using System.IO;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Demo;

/// <summary><c>demo</c>: the gateway, a stand-in track domain and a page, in one process.</summary>
internal static class DemoCommand
{
    private const string DefaultUrl = "http://localhost:8080";

    public static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "Print the specification's situations and end." };
        var urls = new Option<string?>("--urls") { Description = $"The public address (default {DefaultUrl})." };
        var command = new Command("demo", "Try the gateway in a browser, with a stand-in track domain.") { exit, urls };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(exit), parsed.GetValue(urls), stop));
        return command;
    }

    private static async Task<int> RunAsync(bool exits, string? urls, CancellationToken stop)
    {
        await using var trackDomain = await StandInTrackDomain.StartAsync();
        var json = DemoResource.Read("demo.json")
            .Replace("{0}", trackDomain.Address, StringComparison.Ordinal)
            .Replace("{1}", exits ? "http://127.0.0.1:0" : GatewayConfig.DefaultAdminUrl, StringComparison.Ordinal);
        var environment = new Dictionary<string, string>();
        var (config, problems) = await ConfigLoader.LoadAsync("demo.json", json, environment, FileCheck.Skipped);
        if (config is null)
        {
            ConfigFile.Report("demo.json", problems);
            return ExitCodes.Wrong;
        }

        // A demo that ends takes any free port; one that stays is where the README says.
        var settings = new GatewaySettings(urls ?? (exits ? "http://127.0.0.1:0" : DefaultUrl), Logs: false);
        using var recorder = new DemoRecorder(trackDomain);
        await using var host = GatewayHost.Build(settings, new ConfigFileInForce(null, environment, config), exits ? null : recorder.AddTo);
        try
        {
            await host.StartAsync(stop);
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine($"error: cannot listen: {exception.Message} Choose another address with --urls.");
            return ExitCodes.Unavailable;
        }

        var address = host.PublicAddresses[0];
        var isColoured = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
        var isTrue = await new DemoRun(config.Gateway, trackDomain, address).SendAllAsync(Console.Out, isColoured, stop);
        if (!exits)
        {
            Console.WriteLine($"Open {address}/demo in a browser. Ctrl+C ends.");
            await host.WaitForShutdownAsync(stop);
        }

        return isTrue ? ExitCodes.Fine : ExitCodes.Wrong;
    }
}
