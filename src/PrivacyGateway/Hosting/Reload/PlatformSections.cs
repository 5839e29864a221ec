using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Has the platform read the sections that only it understands, on trial: else a wrong value passes <c>validate</c> and every reload,
/// and the next start fails.
/// </summary>
internal static class PlatformSections
{
    public static void Check(IConfiguration configuration, ConfigProblems problems)
    {
        Try("$.Kestrel.Limits", "See Kestrel's documentation of this section.", problems, () =>
            configuration.GetSection("Kestrel:Limits").Bind(new KestrelServerLimits(), static binder => binder.ErrorOnUnknownConfiguration = true));
        Try("$.Logging", "Levels are Trace, Debug, Information, Warning, Error, Critical and None.", problems, () =>
        {
            using var house = new ServiceCollection().AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging"))).BuildServiceProvider();
            _ = house.GetRequiredService<IOptions<LoggerFilterOptions>>().Value;
        });
    }

    private static void Try(string path, string remedy, ConfigProblems problems, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception)
        {
            // The binder wraps what a property thinks of its value.
            problems.Error(path, exception.GetBaseException().Message.ReplaceLineEndings(" "), remedy);
        }
    }
}
