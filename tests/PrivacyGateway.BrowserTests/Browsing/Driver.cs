using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>The Node process that holds Chromium (<c>browser/driver.mjs</c>): one line of JSON there, one back.</summary>
public sealed class Driver : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _open = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _complaints = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _reading;
    private int _lastId;

    private Driver(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_complaints)
            {
                _complaints.AppendLine(line.Data);
            }
        };
        _process.Start();
        _process.BeginErrorReadLine();
        _reading = ReadAsync();
    }

    /// <exception cref="InvalidOperationException">Node or Chromium did not start; the message contains their output.</exception>
    public static async Task<Driver> StartAsync(TestCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!Directory.Exists(Path.Combine(Places.BrowserFolder, "node_modules")))
        {
            throw new InvalidOperationException("The browser tests' npm modules are missing: run tests/browser-setup.sh.");
        }

        var start = new ProcessStartInfo("node", ["driver.mjs", certificate.CertificatePath, certificate.KeyPath])
        {
            WorkingDirectory = Places.BrowserFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var driver = new Driver(new Process { StartInfo = start });
        await driver._ready.Task.WaitAsync(HangLimit.Time);
        return driver;
    }

    /// <summary>Runs a verb of <c>driver.mjs</c> and returns its result.</summary>
    /// <exception cref="InvalidOperationException">The driver reported an error or has ended.</exception>
    public async Task<JsonElement> SendAsync(string verb, string visit, JsonObject? arguments = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var response = _open.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var command = arguments ?? [];
        (command["id"], command["verb"], command["visit"]) = (id, verb, visit);
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command.ToJsonString());
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }

        return await response.Task.WaitAsync(HangLimit.Time);
    }

    /// <summary>The driver closes Chromium and exits at the end of its input.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = HangLimit.Start();
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonElement.Parse(line);
            if (message.TryGetProperty("ready", out _))
            {
                _ready.SetResult();
            }
            else if (_open.TryRemove(message.GetProperty("id").GetInt32(), out var response))
            {
                if (message.TryGetProperty("error", out var error))
                {
                    response.SetException(new InvalidOperationException(error.GetString()));
                }
                else
                {
                    response.SetResult(message.GetProperty("result"));
                }
            }
        }

        End();
    }

    private void End()
    {
        InvalidOperationException ended;
        lock (_complaints)
        {
            ended = new($"The browser's driver has ended. It said:\n{_complaints}");
        }

        _ready.TrySetException(ended);
        foreach (var response in _open.Values)
        {
            response.TrySetException(ended);
        }
    }
}
