namespace TmuxBuilder.Canary.Contract;

/// <summary>Something the driver relies on.</summary>
/// <param name="Sentence">What holds.</param>
/// <param name="ShowAsync">Tries it; <see langword="null"/> when it holds, else what was seen instead.</param>
internal sealed record Expectation(string Sentence, Func<CliUnderTest, CancellationToken, Task<string?>> ShowAsync);
