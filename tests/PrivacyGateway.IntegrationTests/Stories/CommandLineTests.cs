using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The output for mistyped arguments and unavailable resources.</summary>
public sealed class CommandLineTests
{
    private static readonly string Good = WireHosts.Config("https://track-domain.example/", "https://track-domain.example/");

    [Theory]
    [InlineData("vaildate", "validate")]
    [InlineData("--confg", "--config")]
    public async Task Typo_prints_its_message_and_one_line_of_help_and_nothing_else(string typed, string meant)
    {
        var run = await GatewayCommand.RunAsync(typed, "proxy.json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Output);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains($"\"{typed}\". Did you mean \"{meant}\"?", lines[0], StringComparison.Ordinal);
        Assert.Contains("--help", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("validate", "--help")]
    [InlineData("completion", "bash")]
    [InlineData("completion", "zsh")]
    public async Task Requested_output_is_printed_to_standard_output(params string[] arguments)
    {
        var run = await GatewayCommand.RunAsync(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEqual("", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Every_address_in_use_is_named_with_its_option_or_key_and_line()
    {
        using var publicPort = new TcpListener(IPAddress.Loopback, 0);
        using var adminPort = new TcpListener(IPAddress.Loopback, 0);
        publicPort.Start();
        adminPort.Start();
        var config = Good.Replace("\"PrivacyGateway\": {",
            $"\"PrivacyGateway\": {{ \"Admin\": {{ \"Url\": \"http://{adminPort.LocalEndpoint}\" }},", StringComparison.Ordinal);

        var run = await GatewayCommand.RunWithAsync(config, "serve", "--config", "FILE", "--urls", $"http://{publicPort.LocalEndpoint}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"error: --urls: \"http://{publicPort.LocalEndpoint}\" cannot be bound: another process listens there.", run.Error,
            StringComparison.Ordinal);
        Assert.Matches(
            $@"proxy\.json:\d+:\d+: error: \$\.PrivacyGateway\.Admin\.Url: ""http://{adminPort.LocalEndpoint}"" cannot be bound: another process listens there\.", run.Error);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1:8080", "it is not an address of this machine")]
    [InlineData("localhost", "not an address to listen on")]
    [InlineData("ftp://localhost:8080", "not an address to listen on")]
    public async Task Address_that_cannot_be_bound_is_named_with_the_reason(string url, string reason)
    {
        var run = await GatewayCommand.RunWithAsync(Admin("http://127.0.0.1:0"), "serve", "--config", "FILE", "--urls", url);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("error: --urls: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR= ", true)]
    [InlineData("NO_COLOR=1 ", false)]
    [InlineData("TERM=dumb ", false)]
    public async Task Errors_are_red_and_warnings_yellow_on_a_terminal_that_supports_and_allows_colour(string variables, bool isColoured)
    {
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-");
        try
        {
            var file = Path.Combine(folder.FullName, "proxy.json");
            await File.WriteAllTextAsync(
                file, Good.Replace("\"level\"", "\"levle\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

            // script(1) gives the command a separate terminal.
            var start = new ProcessStartInfo(
                "script", ["--quiet", "--return", "--command", $"{variables}dotnet '{GatewayCommand.Dll}' validate '{file}'", "/dev/null"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            };
            start.Environment["TERM"] = "xterm";
            start.Environment.Remove("NO_COLOR");
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Contains("levle", output, StringComparison.Ordinal);
            Assert.Equal(isColoured, output.Contains("\e[31merror:\e[0m", StringComparison.Ordinal));
            Assert.Equal(isColoured, output.Contains("\e[33mwarning:\e[0m", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Redirected_error_has_no_colour()
    {
        var run = await GatewayCommand.RunWithAsync("{", "validate", "FILE");

        Assert.Contains("error:", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.All);
    }

    private static string Admin(string url) =>
        Good.Replace("\"PrivacyGateway\": {", $"\"PrivacyGateway\": {{ \"Admin\": {{ \"Url\": \"{url}\" }},", StringComparison.Ordinal);
}
