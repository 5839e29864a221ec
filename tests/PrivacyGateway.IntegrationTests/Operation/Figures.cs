namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Rows for the person who reads the check's output; <c>dotnet test</c> shows nothing of tests that pass.</summary>
internal sealed class Figures(string name)
{
    private readonly Lock _lock = new();
    private readonly SortedSet<string> _rows = new(StringComparer.Ordinal);

    public void Add(string row)
    {
        lock (_lock)
        {
            _rows.Add(row);
            File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, $"{name}-figures.txt"), _rows);
        }
    }
}
