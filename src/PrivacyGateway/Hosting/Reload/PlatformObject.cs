using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Binds a section to an options object of .NET, one property at a time, so that each problem has its key and the gateway's message.
/// </summary>
internal static class PlatformObject
{
    /// <summary>Kestrel checks data rates once a second.</summary>
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(1);

    public static void Set(JsonObject section, string path, object target, ConfigProblems problems)
    {
        foreach (var (key, value) in section)
        {
            var child = ConfigPath.Key(path, key);
            if (PlatformProperties.Find(target, key) is not { } property)
            {
                // The reader of the parent section may have reported the unknown key.
                if (!problems.Errors.Any(error => error.Path == child))
                    problems.Error(child, "this key is not known.", SuggestKey(key, target));
            }
            else if (property.PropertyType == typeof(MinDataRate))
            {
                property.SetValue(target, ReadRate(value, child, problems));
            }
            else if (PlatformValue.IsScalar(property.PropertyType))
            {
                Set(value, child, property, target, problems);
            }
            else if (value is JsonObject inner)
            {
                Set(inner, child, property.GetValue(target)!, problems);
            }
            else
            {
                problems.Error(child, $"{ShownValue.From(value, child)} is not an object.", "Write an object in braces.");
            }
        }
    }

    /// <summary>The inverse of <see cref="Set(JsonObject, string, object, ConfigProblems)"/>.</summary>
    /// <param name="source">The options object.</param>
    /// <param name="names">Names of the properties to write; null for all.</param>
    public static JsonObject ToJson(object source, IReadOnlyList<string>? names = null)
    {
        var section = new JsonObject();
        foreach (var property in PlatformProperties.Get(source).Where(property => names?.Contains(property.Name) != false))
        {
            section[property.Name] = property.GetValue(source) switch
            {
                null => null,
                TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
                string text => text,
                bool truth => truth,
                int number => number,
                long number => number,
                double number => number,
                var inner => ToJson(inner),
            };
        }

        return section;
    }

    private static void Set(JsonNode? value, string path, PropertyInfo property, object target, ConfigProblems problems)
    {
        if (!PlatformValue.TryRead(value, property.PropertyType, out var read, out var expected))
        {
            problems.Error(path, $"{ShownValue.From(value, path)} is not {expected.Kind}.", expected.Remedy);
            return;
        }

        var before = property.GetValue(target);
        try
        {
            property.SetValue(target, read);
        }
        catch (TargetInvocationException)
        {
            problems.Error(path, $"{ShownValue.From(value, path)} is too small or too large.", $"The default is {before ?? "none"}.");
        }
    }

    private static MinDataRate? ReadRate(JsonNode? value, string path, ConfigProblems problems)
    {
        if (value is null)
            return null;

        var known = problems.Errors.Count;
        var rate = new RateSection();
        if (value is JsonObject section)
            Set(section, path, rate, problems);
        if (rate is { BytesPerSecond: > 0, GracePeriod: { } grace } && grace > ShortestGrace)
            return new MinDataRate(rate.BytesPerSecond.Value, grace);
        if (problems.Errors.Count == known)
            problems.Error(path,
                $"{ShownValue.From(value, path)} is not a rate: BytesPerSecond above 0 and a GracePeriod above one second.",
                "Write both, such as { \"BytesPerSecond\": 240, \"GracePeriod\": \"00:00:05\" }, or null for no such limit.");
        return null;
    }

    private static string SuggestKey(string key, object target)
    {
        var names = PlatformProperties.Get(target).Select(static property => property.Name).Order(StringComparer.Ordinal).ToArray();
        return NearestName.Find(key, names) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Known here: {string.Join(", ", names)}.";
    }

    /// <summary>A mutable stand-in for <see cref="MinDataRate"/>, whose constructor needs both values at once.</summary>
    internal sealed class RateSection
    {
        public double? BytesPerSecond { get; set; }

        public TimeSpan? GracePeriod { get; set; }
    }
}
