using System.Globalization;
using System.Text;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>Writes Prometheus's text format, version 0.0.4, which all versions of Prometheus and compatible collectors read.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Family> families)
    {
        var text = new StringBuilder();
        foreach (var family in families)
        {
            var points = family.Points.OrderBy(static point => point.Labels, StringComparer.Ordinal).ToList();
            if (points.Count == 0)
                continue;

            text.Append(CultureInfo.InvariantCulture,
                $"# HELP {family.Name} "
                    + $"{family.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
            text.Append(CultureInfo.InvariantCulture,
                $"# TYPE {family.Name} "
                    + $"{family.Kind switch { FamilyKind.Counter => "counter", FamilyKind.Histogram => "histogram", _ => "gauge" }}\n");
            foreach (var point in points)
                Write(text, family, point);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Family family, Point point)
    {
        var (value, buckets) = point.Read();
        if (family.Kind != FamilyKind.Histogram)
        {
            Line(text, family.Name, point.Labels, value);
            return;
        }

        var comma = point.Labels.Length == 0 ? "" : ",";
        var below = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            below += buckets[i];
            var bound = i < family.Bounds.Count ? family.Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            Line(text, $"{family.Name}_bucket", $"{point.Labels}{comma}le=\"{bound}\"", below);
        }

        Line(text, $"{family.Name}_sum", point.Labels, value);
        Line(text, $"{family.Name}_count", point.Labels, below);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {value}\n");
}
