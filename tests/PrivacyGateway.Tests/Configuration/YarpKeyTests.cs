using System.Reflection;
using PrivacyGateway.Tests.Architecture;
using PrivacyGateway.Tests.Documentation;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Tests.Configuration;

/// <summary>
/// Every key that YARP can read, taken from YARP's own types: it is documented, so that a hit is sent under its example, or it is refused.
/// </summary>
public sealed class YarpKeyTests
{
    /// <summary>They are the names of sections, or YARP's code alone can set them.</summary>
    private static readonly string[] NoKeys = [nameof(RouteConfig.RouteId), "EqualityContract"];

    private static readonly HashSet<string> Documented = ConfigurationRow.ReadAll(Repository.Read("docs/configuration.md"))
        .Select(static row => row.Path).ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> Keys =>
    [
        .. KeysOf("ReverseProxy.Routes.*", typeof(RouteConfig)).Concat(KeysOf("ReverseProxy.Clusters.*", typeof(ClusterConfig)))
            .Where(static key => !key.EndsWith("Clusters.*.ClusterId", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void YARP_key_is_documented_or_refused(string key)
    {
        // Keys below a list or free names are documented with it.
        if (Documented.Contains(key) || Documented.Any(row => key.StartsWith($"{row}.", StringComparison.Ordinal)))
            return;

        var place = key.Replace("Routes.*", "Routes.track", StringComparison.Ordinal).Replace("Clusters.*", "Clusters.track-domain",
            StringComparison.Ordinal).Replace("Destinations.*", "Destinations.primary", StringComparison.Ordinal);
        var problems = ConfigSample.Load(ConfigSample.With(place, "\"1\"")).Problems.Errors;

        Assert.Contains(problems, problem => $"$.{place}".StartsWith(problem.Path, StringComparison.Ordinal) && problem.Remedy.Length > 0);
    }

    [Fact]
    public void Number_of_tested_keys_equals_that_of_YARP() => Assert.InRange(Keys.Count, 60, 200);

    private static IEnumerable<string> KeysOf(string path, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => !NoKeys.Contains(property.Name)))
        {
            var key = $"{path}.{property.Name}";
            var inner = SectionOf(property.PropertyType);
            if (inner is null)
            {
                yield return key;
                continue;
            }

            var isNamed = property.PropertyType.IsGenericType
                && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
            foreach (var below in KeysOf(isNamed ? $"{key}.*" : key, inner))
                yield return below;
        }
    }

    /// <summary>The type of a section, of a list of sections, or of named sections; null for a value.</summary>
    private static Type? SectionOf(Type type)
    {
        var inner = type.IsGenericType ? type.GetGenericArguments()[^1] : type;
        return inner.Namespace == typeof(RouteConfig).Namespace || inner == typeof(ForwarderRequestConfig) ? inner.IsEnum
            ? null : inner : null;
    }
}
