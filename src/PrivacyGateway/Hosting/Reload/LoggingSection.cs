using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Checks .NET's <c>Logging</c> section. .NET ignores a misspelt key, and reports an invalid level without its path.</summary>
internal static class LoggingSection
{
    private const string Path = "$.Logging";
    private const string Levels = "LogLevel";
    private const string Console = "Console";

    public static void Check(JsonNode logging, ConfigProblems problems)
    {
        if (AsObject(logging, Path, problems) is not { } section)
            return;

        foreach (var (key, value) in section)
        {
            var path = ConfigPath.Key(Path, key);
            if (Is(key, Levels))
                CheckLevels(value, path, problems);
            else if (Is(key, Console))
                CheckConsole(value, path, problems);
            else
                problems.Warn(path, "the gateway does not read this key.", NearestName.Find(
                    key, [Levels, Console]) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Known here: {Console}, {Levels}.");
        }
    }

    private static void CheckLevels(JsonNode? value, string path, ConfigProblems problems)
    {
        foreach (var (category, level) in AsObject(value, path, problems) ?? [])
        {
            if (!PlatformValue.TryRead(level, typeof(LogLevel), out _, out var expected))
                problems.Error(ConfigPath.Key(
                    path, category), $"{ShownValue.From(level, ConfigPath.Key(path, category))} is not a log level.", expected.Remedy);
        }
    }

    private static void CheckConsole(JsonNode? value, string path, ConfigProblems problems)
    {
        foreach (var (key, inner) in AsObject(value, path, problems) ?? [])
        {
            var child = ConfigPath.Key(path, key);
            if (Is(key, nameof(ConsoleLoggerOptions.QueueFullMode)) || Is(key, nameof(ConsoleLoggerOptions.MaxQueueLength)))
                problems.Warn(child,
                    "it has no effect: an unread log never blocks the gateway; up to 16,384 lines are queued, and further ones are dropped "
                        + "and counted.", "Remove it.");
            if (Is(key, Levels))
                CheckLevels(inner, child, problems);
            else if (!Is(key, "FormatterOptions"))
                PlatformObject.Set(new JsonObject { [key] = inner?.DeepClone() }, path, new ConsoleLoggerOptions(), problems);
            else if (AsObject(inner, child, problems) is { } options)
                CheckFormatter(options, child, problems);
        }
    }

    private static void CheckFormatter(JsonObject options, string path, ConfigProblems problems)
    {
        var read = new JsonObject();
        foreach (var (key, value) in options)
        {
            if (Is(key, "JsonWriterOptions"))
                problems.Warn(
                    ConfigPath.Key(path, key), "it has no effect: the gateway always writes one JSON object per line.", "Remove it.");
            else
                read[key] = value?.DeepClone();
        }

        PlatformObject.Set(read, path, new SimpleConsoleFormatterOptions(), problems);
    }

    private static JsonObject? AsObject(JsonNode? node, string path, ConfigProblems problems)
    {
        if (node is not JsonObject)
            problems.Error(path, $"{ShownValue.From(node, path)} is not an object.", "Write an object in braces.");
        return node as JsonObject;
    }

    private static bool Is(string key, string known) => key.Equals(known, StringComparison.OrdinalIgnoreCase);
}
