using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>Converts instrument names to Prometheus names: underscores, the unit in full, <c>_total</c> for counters.</summary>
internal static class PrometheusName
{
    public static string From(Instrument instrument, FamilyKind kind)
    {
        var name = From(instrument.Name);
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "1" => "_ratio", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return kind == FamilyKind.Counter ? $"{name}_total" : name;
    }

    /// <summary>Converts the name of a label.</summary>
    public static string From(string name) =>
        string.Concat(name.Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    public static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
