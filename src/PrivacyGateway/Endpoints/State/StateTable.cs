namespace PrivacyGateway.Endpoints.State;

/// <summary>A table of the state page; the first cell of a row names it.</summary>
/// <param name="Caption">The table's title.</param>
/// <param name="Columns">Their names.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
/// <param name="Empty">The sentence in its place if there are no rows.</param>
internal sealed record StateTable(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<StateCell>> Rows, string Empty);
