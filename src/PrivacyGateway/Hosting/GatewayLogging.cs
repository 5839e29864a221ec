using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PrivacyGateway.Hosting;

/// <summary>What is logged. Nothing that a browser sent ever is.</summary>
internal static class GatewayLogging
{
    /// <summary>These print whole addresses at Information; no configuration may turn that on.</summary>
    private static readonly string[] AddressPrinters =
    [
        "Microsoft.AspNetCore",
        "Yarp",
        "System.Net.Http",
    ];

    public static void Add(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });

        // Filters that name a provider win over those of the file that do not, and later ones win over earlier.
        foreach (var category in AddressPrinters)
            logging.AddFilter<ConsoleLoggerProvider>(category, static level => level >= LogLevel.Warning);
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Hosting.Lifetime", static level => level >= LogLevel.Warning);

        // It prints what a broken answer looked like; the privacy middleware says that it was broken.
        logging.AddFilter<ConsoleLoggerProvider>("Yarp.ReverseProxy.Forwarder", static _ => false);
    }
}
