using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Sets the properties of one of the platform's objects from a section, each on its own, so that each finding has its key and our words.</summary>
internal static class PlatformObject
{
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
                CheckRate(value, child, problems);
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
                problems.Error(child, $"{PlatformValue.Show(value)} is not an object.", "Write an object in braces.");
            }
        }
    }

    private static void Set(JsonNode? value, string path, PropertyInfo property, object target, ConfigProblems problems)
    {
        if (!PlatformValue.TryRead(value, property.PropertyType, out var read, out var expected))
        {
            problems.Error(path, $"{PlatformValue.Show(value)} is not {expected.Kind}.", expected.Remedy);
            return;
        }

        var before = property.GetValue(target);
        try
        {
            property.SetValue(target, read);
        }
        catch (TargetInvocationException)
        {
            problems.Error(path, $"{PlatformValue.Show(value)} is too small or too large.", $"The default is {before ?? "none"}.");
        }
    }

    private static void CheckRate(JsonNode? value, string path, ConfigProblems problems)
    {
        const string Remedy = "Write both, such as { \"BytesPerSecond\": 240, \"GracePeriod\": \"00:00:05\" }, or null for no such limit.";
        if (value is null)
            return;

        var known = problems.Errors.Count;
        var rate = new RateSection();
        if (value is JsonObject section)
            Set(section, path, rate, problems);
        if (problems.Errors.Count > known)
            return;
        if (rate is not { BytesPerSecond: > 0, GracePeriod: { } grace } || grace <= TimeSpan.FromSeconds(1))
            problems.Error(path, $"{PlatformValue.Show(value)} is not a rate: BytesPerSecond above 0 and a GracePeriod above one second.", Remedy);
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
