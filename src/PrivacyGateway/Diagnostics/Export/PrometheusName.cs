using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>Names as Prometheus writes them: underscores, the unit in full, <c>_total</c> for what only grows.</summary>
internal static class PrometheusName
{
    public static string Of(Instrument instrument, FamilyKind kind)
    {
        var name = Of(instrument.Name);
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "1" => "_ratio", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return kind == FamilyKind.Counter ? $"{name}_total" : name;
    }

    /// <summary>A label's.</summary>
    public static string Of(string name) => string.Concat(name.Select(static character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    public static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
