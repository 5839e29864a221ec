using System.Diagnostics;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>Issues certificates as an operator's scripts do: with the <c>openssl</c> program.</summary>
internal sealed class OpenSsl
{
    private readonly string _folder;
    private int _issued;

    /// <param name="folder">The working folder.</param>
    /// <param name="authority">The signing authority.</param>
    public OpenSsl(string folder, TestAuthority authority)
    {
        _folder = folder;
        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority.IntermediatePem);
        File.WriteAllText(Path.Combine(folder, "ca.key"), authority.IntermediateKeyPem);
    }

    /// <returns>The full chain, the key and the serial number of a fresh certificate.</returns>
    public async Task<(string Chain, string Key, string Serial)> IssueAsync(string host)
    {
        var (pem, key) = (Path.Combine(_folder, $"{++_issued}.pem"), Path.Combine(_folder, $"{_issued}.key"));
        string[] algorithm = _issued % 2 == 0 ? ["rsa:2048"] : ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
        await RunAsync(
            ["req", "-x509", "-newkey", .. algorithm, "-noenc", "-subj", $"/CN={host}", "-addext", $"subjectAltName=DNS:{host}",
                "-days", "5",
                "-addext", "basicConstraints=critical,CA:FALSE", "-CA", Path.Combine(_folder, "ca.pem"), "-CAkey",
                Path.Combine(_folder, "ca.key"), "-keyout", key, "-out", pem]);
        var serial = await RunAsync(["x509", "-in", pem, "-noout", "-serial"]);
        var chain = await File.ReadAllTextAsync(pem) + await File.ReadAllTextAsync(Path.Combine(_folder, "ca.pem"));
        return (chain, await File.ReadAllTextAsync(key), serial.Trim()["serial=".Length..]);
    }

    private static async Task<string> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output : throw new InvalidOperationException($"openssl {string.Join(' ', arguments)}: {await error}");
    }
}
