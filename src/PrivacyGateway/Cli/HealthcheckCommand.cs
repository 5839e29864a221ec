using System.CommandLine;
using System.Net.Http;

namespace PrivacyGateway.Cli;

/// <summary><c>healthcheck</c>: asks the running gateway whether it is well, for images without a shell or curl.</summary>
internal static class HealthcheckCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var config = ConfigFile.Option();
        var url = new Option<string?>("--url") { Description = "The admin address; by default the environment's, else the file's, else http://localhost:8081." };
        var command = new Command("healthcheck", "Ask the running gateway whether it is well: exit code 0 if it is, 1 if not.") { config, url };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(config)!, parsed.GetValue(url), stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? url, CancellationToken stop)
    {
        var address = url is null ? AdminAddress.Find(file, ConfigFile.Environment()) : AdminAddress.ToAsk(url);
        if (address is null)
            return Unwell("the admin address is not of the form http://host:port");

        // The question never leaves the machine by way of a proxy, and no answer sends it elsewhere.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = Patience };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!answer.IsSuccessStatusCode)
                return Unwell($"GET {address}: {(int)answer.StatusCode}");
            Console.WriteLine($"healthy: GET {address}: {(int)answer.StatusCode}");
            return ExitCodes.Fine;
        }
        catch (HttpRequestException exception)
        {
            return Unwell($"GET {address}: {exception.HttpRequestError}");
        }
        catch (OperationCanceledException)
        {
            return Unwell($"GET {address}: no answer within {Patience.TotalSeconds} s");
        }
    }

    private static int Unwell(string what)
    {
        Console.Error.WriteLine($"unhealthy: {what}");
        return ExitCodes.Wrong;
    }
}
