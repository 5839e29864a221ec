using System.Diagnostics;
using System.Reflection;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>One run of the gateway's command line to its end.</summary>
internal sealed record GatewayCommand(int ExitCode, string Output, string Error)
{
    /// <summary>The gateway as it was built.</summary>
    public static string Dll { get; } = Path.GetFullPath(typeof(GatewayProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "GatewayDll").Value!);

    public string All => Output + Error;

    public static Task<GatewayCommand> RunAsync(params string[] arguments) => RunAsync(arguments, new Dictionary<string, string>());

    public static Task<GatewayCommand> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> environment) =>
        RunAsync(arguments, environment, input: null);

    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="input">Standard input, or null for this process's own.</param>
    public static async Task<GatewayCommand> RunAsync(string[] arguments, IReadOnlyDictionary<string, string> environment, string? input)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        using var limit = HangLimit.Start();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new GatewayCommand(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"'{string.Join(' ', arguments)}' did not end.", late);
        }
    }

    /// <summary>Runs with a configuration in a temporary file; <c>FILE</c> in the arguments stands for it.</summary>
    public static async Task<GatewayCommand> RunWithAsync(string config, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-");
        try
        {
            var file = Path.Combine(folder.FullName, "proxy.json");
            await File.WriteAllTextAsync(file, config);
            return await RunAsync([.. arguments.Select(argument => argument == "FILE" ? file : argument)]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The repository's own file, found from the gateway's build output.</summary>
    public static string ShippedConfig()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PrivacyGateway.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "config", "proxy.json");
    }
}
