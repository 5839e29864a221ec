using System.Reflection;
using System.Xml.Linq;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>The doc comments of the program, from the XML file that the compiler writes beside it.</summary>
internal static class DocComments
{
    private static readonly Dictionary<string, XElement> Summaries = XDocument.Load(
        Path.ChangeExtension(typeof(GatewayConfig).Assembly.Location, ".xml"))
        .Descendants("member").Where(static member => member.Element("summary") is not null)
        .ToDictionary(
            static member => member.Attribute("name")!.Value, static member => member.Element("summary")!, StringComparer.Ordinal);

    /// <summary>For a page in <c>docs</c>.</summary>
    public static string Markdown(PropertyInfo property) => Render(property, node => node switch
    {
        { Name.LocalName: "c" } => $"`{node.Value}`",
        { Name.LocalName: "see" } when node.Attribute(
            "href")?.Value is { } target => $"[{(node.Value.Length > 0 ? node.Value : target)}]({target})",
        _ => throw new NotSupportedException($"{property.DeclaringType!.Name}.{property.Name}: no page can hold {node}."),
    });

    /// <summary>For a tooltip: without formatting and links.</summary>
    public static string Plain(PropertyInfo property) =>
        Render(property, static node => node.Name.LocalName == "c" ? node.Value : "").Replace(" ()", "", StringComparison.Ordinal);

    private static string Render(PropertyInfo property, Func<XElement, string> element)
    {
        var name = $"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}";
        Assert.True(Summaries.TryGetValue(name, out var summary), $"{name} has a key but no summary, which is its description.");
        var text = string.Concat(summary.Nodes().Select(node => node is XElement child ? element(child) : ((XText)node).Value));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
