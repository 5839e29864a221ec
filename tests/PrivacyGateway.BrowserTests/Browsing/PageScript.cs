using System.Diagnostics;
using System.Text.Json;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests.Browsing;

/// <summary>A script of the folder <c>browser</c> that drives Chromium and prints its observations as JSON.</summary>
internal static class PageScript
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidOperationException">Node or Chromium failed; the message contains their output.</exception>
    public static async Task<T> RunAsync<T>(string script, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Places.BrowserFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = HangLimit.Start();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(await output, Options)!
            : throw new InvalidOperationException(await errors);
    }
}
