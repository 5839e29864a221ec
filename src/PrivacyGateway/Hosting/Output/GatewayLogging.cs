using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PrivacyGateway.Hosting.Output;

/// <summary>What is logged. Nothing that a browser or the track domain sent ever is, whatever the configuration asks for.</summary>
internal static class GatewayLogging
{
    /// <summary>The level from which a category may speak; the first that fits counts.</summary>
    private static readonly (string Category, LogLevel From)[] Restrained =
    [
        // It prints what a broken answer looked like; the privacy middleware says that it was broken.
        ("Yarp.ReverseProxy.Forwarder", LogLevel.None),

        // YARP brings it for session affinity, which no route may use; it warns at every start that its keys are kept nowhere.
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error),

        // It repeats at every probe what the page says.
        ("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None),

        // It only repeats requests; while it may speak at all, the server makes an activity and a scope for each one.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),

        // These print whole addresses at Information.
        ("Microsoft.AspNetCore", LogLevel.Warning),
        ("Yarp", LogLevel.Warning),
        ("System.Net.Http", LogLevel.Warning),

        // What they say at start-up, serve says better.
        ("Microsoft.Hosting.Lifetime", LogLevel.Warning),
        ("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical),
    ];

    /// <summary>UTC (RFC 3339), whatever the machine's language writes between the numbers.</summary>
    private const string Timestamp = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'";

    public static void Add(ILoggingBuilder logging, IConfiguration configuration, LogFormat format, StandardOutput output)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        if (format == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                Restrain(console, Timestamp);
                console.JsonWriterOptions = new JsonWriterOptions { Indented = false };
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                Restrain(console, $"{Timestamp} ");
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        // The platform's formatters and options stay; only its queue does not.
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton(output);
        logging.Services.AddSingleton<ILoggerProvider, QueuedLoggerProvider>();
        logging.Services.PostConfigure<LoggerFilterOptions>(Restrain);
    }

    private static void Restrain(ConsoleFormatterOptions console, string timestamp)
    {
        console.TimestampFormat = timestamp;
        console.UseUtcTimestamp = true;

        // A scope of the web server's holds the request's path.
        console.IncludeScopes = false;
    }

    /// <summary>The most exact rule wins, so a further rule would lose to a more exact one of the file: the restraint goes into each.</summary>
    private static void Restrain(LoggerFilterOptions options)
    {
        var rules = options.Rules.Prepend(new LoggerFilterRule(null, null, options.MinLevel, null)).ToArray();
        options.Rules.Clear();
        foreach (var rule in rules)
        {
            options.Rules.Add(new LoggerFilterRule(
                rule.ProviderName,
                rule.CategoryName,
                rule.LogLevel,
                (provider, category, level) => MaySpeak(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
        }
    }

    private static bool MaySpeak(string? category, LogLevel level)
    {
        foreach (var (restrained, from) in Restrained)
        {
            if (category is not null && category.StartsWith(restrained, StringComparison.OrdinalIgnoreCase))
                return from != LogLevel.None && level >= from;
        }

        return true;
    }
}
