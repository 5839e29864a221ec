using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Output;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>serve</c>: runs the gateway until shutdown.</summary>
internal static class ServeCommand
{
    private const string Text = "text";
    private const string Json = "json";

    public static Command Create()
    {
        var command = new Command("serve", "Run the gateway (the default).");
        AddTo(command);
        return command;
    }

    public static void AddTo(Command command)
    {
        var config = ConfigFile.Option();
        var urls = new Option<string?>("--urls")
        {
            Description = "Public URLs to listen on, separated by semicolons (default http://localhost:8080).",
        };
        var logFormat = new Option<string>("--log-format")
        {
            Description = "The log's format: text or json.",
            DefaultValueFactory = static _ => Text,
        };
        logFormat.AcceptOnlyFromAmong(Text, Json);
        command.Options.Add(config);
        command.Options.Add(urls);
        command.Options.Add(logFormat);
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetValue(config)!, parsed.GetValue(urls), parsed.GetValue(logFormat) == Json ? LogFormat.Json : LogFormat.Text, stop));
    }

    private static async Task<int> RunAsync(string file, string? urls, LogFormat logFormat, CancellationToken stop)
    {
        using var output = new StandardOutput();
        var (config, problems) = await ConfigFile.LoadAsync(file);
        if (!ConfigFile.Report(file, problems, output.Error))
            return ExitCodes.Wrong;

        var (settings, current) =
            (new GatewaySettings(urls, output, logFormat), new CurrentConfigFile(file, ConfigFile.Environment(), config!));
        try
        {
            await using var host = GatewayHost.Build(settings, current);
            await host.StartAsync(stop);
            ListenerAnnouncement.Write(
                host.PublicAddresses, host.AdminAddresses, host.Services.GetRequiredService<ILoggerFactory>(), logFormat, output);
            await host.WaitForShutdownAsync(stop);
            return ExitCodes.Fine;
        }
        catch (InvalidOperationException exception)
        {
            output.Error.WriteLine($"{file}: error: {exception.Message}");
            return ExitCodes.Wrong;
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException)
        {
            var found = new ConfigProblems { Locate = problems.Locate };
            ListenerBindings.ReportUnbound(settings, current, found);
            if (ConfigFile.Report(file, found, output.Error))
                output.Error.WriteLine(
                    $"{file}: error: cannot listen: {exception.Message} Choose other URLs with --urls, $.Kestrel.Endpoints or "
                        + "$.PrivacyGateway.Admin.Url.");
            return ExitCodes.Unavailable;
        }
    }
}
