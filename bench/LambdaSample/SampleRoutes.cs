using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace TmuxBuilder.Bench.LambdaSample;

/// <summary>Ten routes of the kinds an API has.</summary>
internal static class SampleRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => "ready");
        routes.MapGet("/health", () => TypedResults.Ok(new Health("ok")));
        routes.MapGet("/notes", (Notes notes) => TypedResults.Ok(notes.All));
        routes.MapGet("/notes/{id:int}", Find);
        routes.MapPost(
            "/notes", (Note note, Notes notes) => TypedResults.Created($"/notes/{note.Id}", notes.Keep(note)));
        routes.MapPut(
            "/notes/{id:int}",
            (int id, Note note, Notes notes) => TypedResults.Ok(notes.Keep(note with { Id = id })));
        routes.MapDelete("/notes/{id:int}", (int id, Notes notes) => notes.Drop(id));
        routes.MapGet("/search", (string? q, int? limit, Notes notes) => TypedResults.Ok(notes.Search(q, limit ?? 10)));
        routes.MapGet(
            "/whoami",
            (HttpContext context) => TypedResults.Text(context.Request.Headers.Authorization.ToString()));
        routes.MapPost("/bytes", CountAsync);
    }

    private static Results<Ok<Note>, NotFound> Find(int id, Notes notes) =>
        notes.Find(id) is { } note ? TypedResults.Ok(note) : TypedResults.NotFound();

    private static async Task<Ok<Size>> CountAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (bytes, buffer) = (0L, new byte[32 << 10]);
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes += read;
        }

        return TypedResults.Ok(new Size(bytes));
    }
}

internal sealed record Health(string Status);

internal sealed record Note(int Id, string Text);

internal sealed record Size(long Bytes);

/// <summary>A handful of notes in memory.</summary>
internal sealed class Notes
{
    private readonly Dictionary<int, Note> notes = new() { [1] = new(1, "bread"), [2] = new(2, "rye, please") };

    public Note[] All => [.. notes.Values];

    public Note? Find(int id) => notes.GetValueOrDefault(id);

    public Note Keep(Note note) => notes[note.Id] = note;

    public NoContent Drop(int id)
    {
        notes.Remove(id);
        return TypedResults.NoContent();
    }

    public Note[] Search(string? words, int limit) =>
        [.. notes.Values.Where(note => words is null || note.Text.Contains(words, StringComparison.Ordinal))
            .Take(limit)];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Note[]))]
[JsonSerializable(typeof(Size))]
internal sealed partial class Json : JsonSerializerContext;
