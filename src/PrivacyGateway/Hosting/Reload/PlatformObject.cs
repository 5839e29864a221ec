using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Sets the properties of one of the platform's objects from a section, each on its own, so that each finding has its key and our words.</summary>
internal static class PlatformObject
{
    /// <summary>Kestrel looks at rates once a second.</summary>
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(1);

    private const BindingFlags Settable = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    public static void Set(JsonObject section, string path, object target, ConfigProblems problems)
    {
        foreach (var (key, value) in section)
        {
            var child = ConfigPath.Key(path, key);
            if (target.GetType().GetProperty(key, Settable) is not { } property)
            {
                // The reader of the section above reports its own unknown keys.
                if (!problems.Errors.Any(error => error.Path == child))
                    problems.Error(child, "this key is not known.", Known(key, target));
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

    /// <summary>The values of an object, as a section that <see cref="Set(JsonObject, string, object, ConfigProblems)"/> takes.</summary>
    /// <param name="source">The object.</param>
    /// <param name="names">Of its properties, or null for all.</param>
    public static JsonObject Describe(object source, IReadOnlyList<string>? names = null)
    {
        var section = new JsonObject();
        foreach (var property in source.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => names?.Contains(property.Name) != false))
        {
            section[property.Name] = property.GetValue(source) switch
            {
                null => null,
                TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
                var value when PlatformValue.IsScalar(property.PropertyType) => JsonSerializer.SerializeToNode(value),
                var inner => Describe(inner),
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
            problems.Error(path, $"{ShownValue.From(value, path)} is not a rate: BytesPerSecond above 0 and a GracePeriod above one second.", "Write both, such as { \"BytesPerSecond\": 240, \"GracePeriod\": \"00:00:05\" }, or null for no such limit.");
        return null;
    }

    private static string Known(string key, object target)
    {
        var names = target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static property => property.Name).Order(StringComparer.Ordinal).ToArray();
        return NearestName.Of(key, names) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Known here: {string.Join(", ", names)}.";
    }

    /// <summary><see cref="MinDataRate"/> takes both values at once.</summary>
    private sealed class RateSection
    {
        public double? BytesPerSecond { get; set; }

        public TimeSpan? GracePeriod { get; set; }
    }
}
