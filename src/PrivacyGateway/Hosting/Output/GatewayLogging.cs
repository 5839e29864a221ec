using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PrivacyGateway.Hosting.Output;

/// <summary>Configures logging. Data from browsers or the track domain is never logged, whatever levels the configuration sets.</summary>
internal static class GatewayLogging
{
    /// <summary>The minimum level of a category that could log client data; the first matching prefix applies.</summary>
    private static readonly (string Category, LogLevel From)[] MinimumLevels =
    [
        // Prints parts of an invalid response; the privacy middleware reports the failure without them.
        ("Yarp.ReverseProxy.Forwarder", LogLevel.None),

        // Added by YARP for session affinity, which no route may use; warns at every start that its keys are not persisted.
        ("Microsoft.AspNetCore.DataProtection", LogLevel.Error),

        // Repeats at every probe what the health page shows.
        ("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None),

        // Repeats each request; while enabled, hosting creates an activity and a scope per request.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),

        // Print whole URLs at Information.
        ("Microsoft.AspNetCore", LogLevel.Warning),
        ("Yarp", LogLevel.Warning),
        ("System.Net.Http", LogLevel.Warning),

        // Duplicate the startup messages of serve.
        ("Microsoft.Hosting.Lifetime", LogLevel.Warning),
        ("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical),
    ];

    /// <summary>UTC (RFC 3339); the quotes keep the culture from replacing the separators.</summary>
    private const string Timestamp = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'";

    public static void Add(ILoggingBuilder logging, IConfiguration configuration, LogFormat format, StandardOutput output)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        if (format == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                Configure(console, Timestamp);
                console.JsonWriterOptions = new JsonWriterOptions { Indented = false };
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                Configure(console, $"{Timestamp} ");
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }

        // Keep the console formatters and options, replace only the queue.
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton(output);
        logging.Services.AddSingleton<ILoggerProvider, QueuedLoggerProvider>();
        logging.Services.PostConfigure<LoggerFilterOptions>(AddMinimumLevels);
    }

    private static void Configure(ConsoleFormatterOptions console, string timestamp)
    {
        console.TimestampFormat = timestamp;
        console.UseUtcTimestamp = true;

        // Kestrel's scopes hold the request's path.
        console.IncludeScopes = false;
    }

    /// <summary>The most specific rule wins, so a separate rule could lose to one of the file: each rule gets the minimum level.</summary>
    private static void AddMinimumLevels(LoggerFilterOptions options)
    {
        var rules = options.Rules.Prepend(new LoggerFilterRule(null, null, options.MinLevel, null)).ToArray();
        options.Rules.Clear();
        foreach (var rule in rules)
        {
            options.Rules.Add(new LoggerFilterRule(
                rule.ProviderName,
                rule.CategoryName,
                rule.LogLevel,
                (provider, category, level) => IsAllowed(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
        }
    }

    private static bool IsAllowed(string? category, LogLevel level)
    {
        foreach (var (prefix, from) in MinimumLevels)
        {
            if (category is not null && category.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return from != LogLevel.None && level >= from;
        }

        return true;
    }
}
