using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Bench.Measuring;

/// <summary>Figures as they come in, printed as a table and written as JSON.</summary>
internal sealed class Report
{
    private readonly List<Figure> figures = [];

    public void Add(string metric, string unit, double value, double? target = null, double? baseline = null)
    {
        figures.Add(new Figure(metric, unit, value, baseline, target));
        Console.WriteLine($"  {metric}: {Number(value)} {unit}");
    }

    public void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{"metric",-58} {"value",10} {"unit",-5} {"target",9} {"baseline",9} {"ratio",7}  met");
        foreach (var figure in figures)
        {
            output.WriteLine(
                $"{figure.Metric,-58} {Number(figure.Value),10} {figure.Unit,-5} {Number(figure.Target),9} "
                    + $"{Number(figure.Baseline),9} {Number(figure.Ratio),7}  {Met(figure)}");
        }
    }

    public Task WriteJsonAsync(string file, CancellationToken cancellationToken)
    {
        var rows = new JsonArray([.. figures.Select(figure => new JsonObject
        {
            ["metric"] = figure.Metric,
            ["unit"] = figure.Unit,
            ["value"] = figure.Value,
            ["baseline"] = figure.Baseline,
            ["ratio"] = figure.Ratio,
            ["target"] = figure.Target,
            ["met"] = figure.Met,
        })]);
        return File.WriteAllTextAsync(
            file, rows.ToJsonString(new JsonSerializerOptions { WriteIndented = true }), cancellationToken);
    }

    private static string Met(Figure figure) => figure.Met switch { true => "yes", false => "NO", null => "" };

    private static string Number(double? value) =>
        value?.ToString(Math.Abs(value.Value) < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) ?? "";
}
