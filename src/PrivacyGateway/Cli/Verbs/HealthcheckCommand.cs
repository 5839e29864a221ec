using System.CommandLine;
using System.Net.Http;

namespace PrivacyGateway.Cli.Verbs;

/// <summary><c>healthcheck</c>: probes the running gateway's health, for images without a shell or curl.</summary>
internal static class HealthcheckCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var config = ConfigFile.Option();
        var url = new Option<string?>("--url")
        {
            Description = "The admin URL; by default from the environment, else from the file, else http://localhost:8081.",
        };
        var command = new Command("healthcheck", "Probe the running gateway: exit code 0 if it is healthy, 1 if not.") { config, url };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(config)!, parsed.GetValue(url), stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? url, CancellationToken stop)
    {
        var address = url is null ? AdminAddress.Find(file, ConfigFile.Environment()) : AdminAddress.ToHealthUrl(url);
        if (address is null)
            return ReportUnhealthy("the admin URL is not of the form http://host:port");

        // Neither a proxy nor a redirect may send the probe to another machine.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = Timeout };
        using var client = new HttpClient(handler) { Timeout = Timeout };
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!response.IsSuccessStatusCode)
                return ReportUnhealthy($"GET {address}: {(int)response.StatusCode}");
            Console.WriteLine($"healthy: GET {address}: {(int)response.StatusCode}");
            return ExitCodes.Fine;
        }
        catch (HttpRequestException exception)
        {
            return ReportUnhealthy($"GET {address}: {exception.HttpRequestError}");
        }
        catch (OperationCanceledException)
        {
            return ReportUnhealthy($"GET {address}: no response within {Timeout.TotalSeconds} s");
        }
    }

    private static int ReportUnhealthy(string reason)
    {
        Console.Error.WriteLine($"unhealthy: {reason}");
        return ExitCodes.Wrong;
    }
}
