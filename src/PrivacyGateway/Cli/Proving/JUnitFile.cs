using System.Globalization;
using System.Text;
using System.Xml;

namespace PrivacyGateway.Cli.Proving;

/// <summary><c>junit.xml</c>: a test case for each consent state, for the requirement and for the comparison with the baseline.</summary>
internal static class JUnitFile
{
    public static string Write(ProofReport report)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            var cases = Cases(report).ToArray();
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "prove");
            xml.WriteAttributeString("tests", Number(cases.Length));
            xml.WriteAttributeString("failures", Number(cases.Count(static one => one.Failures.Length > 0)));
            xml.WriteAttributeString("timestamp", ReportJson.Time(report.At));
            foreach (var (group, name, failures) in cases)
            {
                xml.WriteStartElement("testcase");
                xml.WriteAttributeString("classname", $"prove.{group}");
                xml.WriteAttributeString("name", name);
                if (failures.Length > 0)
                {
                    xml.WriteStartElement("failure");
                    xml.WriteAttributeString("message", failures[0]);
                    xml.WriteString(string.Join('\n', failures));
                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n";
    }

    private static IEnumerable<(string Group, string Name, string[] Failures)> Cases(ProofReport report)
    {
        foreach (var subject in report.Subjects)
            yield return (subject.Route, subject.State, [.. subject.Leaks.Select(leak => Findings.Describe(subject, leak))]);
        if (report.Required is { } required)
            yield return ("require", required.Name, [.. required.Unmet]);
        if (report.Changes is { } changes)
            yield return ("baseline", "no new data is forwarded", [.. changes.New]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
