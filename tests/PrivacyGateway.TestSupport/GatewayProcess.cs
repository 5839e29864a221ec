using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace PrivacyGateway.TestSupport;

/// <summary>The shipped gateway: a separate process, its own configuration file, real sockets.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    /// <summary>They would move the public listener; a test that needs one of them names it.</summary>
    private static readonly string[] ListenerVariables =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "URLS", "DOTNET_URLS"];

    private readonly Process _process;
    private readonly GatewayConfigFile _config;
    private readonly GatewayOutput _output;

    private GatewayProcess(Process process, GatewayConfigFile config, GatewayOutput output) =>
        (_process, _config, _output) = (process, config, output);

    /// <summary>The first public listener's port.</summary>
    public int Port => _output.PublicPort;

    public int AdminPort => _output.AdminPort ?? throw new InvalidOperationException("The gateway named no admin listener.");

    public int ProcessId => _process.Id;

    /// <summary>The current configuration file; a test of reloading overwrites it.</summary>
    public string ConfigPath => _config.Path;

    /// <summary>Everything on stdout and stderr so far.</summary>
    public string Output => _output.ToString();

    /// <summary>
    /// Starts <c>serve</c> with this configuration on free ports of 127.0.0.1 and waits until it listens.
    /// <c>--urls</c> is given unless the configuration or <paramref name="environment"/> names a listener;
    /// an admin listener is added if the configuration has none. Further arguments go to <c>serve</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// It ended, or did not listen within <see cref="HangLimit"/>; the message holds its output.
    /// </exception>
    public static async Task<GatewayProcess> StartAsync(
        string configJson,
        IReadOnlyDictionary<string, string>? environment = null,
        params string[] arguments) => await StartUnderAsync([], configJson, environment, arguments);

    /// <summary>The same, through a command that becomes the gateway.</summary>
    /// <param name="launcher">The gateway's own command line is appended to it; it must keep the process id.</param>
    /// <param name="configJson">The configuration.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="arguments">For <c>serve</c>.</param>
    /// <exception cref="InvalidOperationException">
    /// It ended, or did not listen within <see cref="HangLimit"/>; the message holds its output.
    /// </exception>
    public static async Task<GatewayProcess> StartUnderAsync(
        IReadOnlyList<string> launcher,
        string configJson,
        IReadOnlyDictionary<string, string>? environment,
        params string[] arguments)
    {
        var config = new GatewayConfigFile(configJson);
        var output = new GatewayOutput();
        var process = new Process
        {
            StartInfo = StartInfo(
            launcher, config, environment ?? new Dictionary<string, string>(StringComparer.Ordinal), arguments),
        };
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var gateway = new GatewayProcess(process, config, output);
        var ended = process.WaitForExitAsync();
        await Task.WhenAny(output.Ready, ended, Task.Delay(HangLimit.Time));
        if (output.Ready.IsCompleted)
        {
            return gateway;
        }

        var description = process.HasExited
            ? string.Create(CultureInfo.InvariantCulture, $"ended with exit code {process.ExitCode}")
            : "did not name its listeners";
        await gateway.DisposeAsync();
        throw new InvalidOperationException($"The gateway {description}. Its output:\n{output}");
    }

    /// <summary>Sends SIGTERM, and does not wait.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends it a signal, named without "SIG", unless it has ended.</summary>
    public void Signal(string name)
    {
        if (_process.HasExited)
        {
            return;
        }

        using var kill = Process.Start("/bin/sh", ["-c", "kill -\"$1\" \"$0\"", _process.Id.ToString(CultureInfo.InvariantCulture), name]);
        kill.WaitForExit();
    }

    /// <summary>Sends SIGKILL to this process alone, as a crash or the kernel would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until its output contains these words.</summary>
    /// <exception cref="TimeoutException">They did not appear within <see cref="HangLimit"/>.</exception>
    public Task WaitForOutputAsync(string words) => _output.WaitForOutputAsync(words);

    /// <summary>Sends SIGTERM and returns the exit code; kills this process alone after <see cref="HangLimit"/>.</summary>
    public async Task<int> StopAsync()
    {
        Terminate();

        using var limit = HangLimit.Start();
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        var output = Output;
        _process.Dispose();
        _config.Dispose();

        // The guard must never have to intervene; where it did, whatever the test asserted, the rewriting missed something.
        if (output.Contains("Guard violation", StringComparison.Ordinal))
            throw new InvalidOperationException($"The guard refused a hit. Its output:\n{output}");
    }

    private static ProcessStartInfo StartInfo(
        IReadOnlyList<string> launcher, GatewayConfigFile config, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        string[] command = [.. launcher, "dotnet", GatewayDll(), "serve", "--config", config.Path, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!config.HasKestrel && !ListenerVariables.Any(environment.ContainsKey))
        {
            start.ArgumentList.Add("--urls");
            start.ArgumentList.Add("http://127.0.0.1:0");
        }

        foreach (var variable in ListenerVariables)
        {
            start.Environment.Remove(variable);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string GatewayDll()
    {
        var path = typeof(GatewayProcess).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "GatewayDll").Value!;
        return Path.GetFullPath(path);
    }
}
