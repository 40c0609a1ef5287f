namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>Pages for agents to write that pass their check, but for what a test puts into them.</summary>
internal static class SamplePage
{
    public static string With(string content) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Leaf and Kettle, a tea shop</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="description" content="Tea from small gardens, poured by the cup.">
        </head>
        <body><main><h1>Leaf and Kettle</h1>{content}</main></body>
        </html>
        """;
}
