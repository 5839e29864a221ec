using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// The properties of .NET's options objects that a section may set. Each type is named, so that a trimmed build preserves its properties.
/// </summary>
internal static class PlatformProperties
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;

    public static PropertyInfo[] Get(object target) => target switch
    {
        KestrelServerLimits => typeof(KestrelServerLimits).GetProperties(Public),
        Http2Limits => typeof(Http2Limits).GetProperties(Public),
        Http3Limits => typeof(Http3Limits).GetProperties(Public),
        MinDataRate => typeof(MinDataRate).GetProperties(Public),
        PlatformObject.RateSection => typeof(PlatformObject.RateSection).GetProperties(Public),
        ConsoleLoggerOptions => typeof(ConsoleLoggerOptions).GetProperties(Public),
        SimpleConsoleFormatterOptions => typeof(SimpleConsoleFormatterOptions).GetProperties(Public),
        _ => throw new ArgumentException($"The properties of {target.GetType().Name} are not listed here.", nameof(target)),
    };

    /// <returns>The property of that name in any case, or null.</returns>
    public static PropertyInfo? Find(object target, string name) =>
        Array.Find(Get(target), property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
