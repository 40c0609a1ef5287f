using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TmuxBuilder.Testing;

/// <summary>Answers one request of the stub.</summary>
internal sealed class StubAnswer(StubRequest request, string rawBody, HttpContext context, Func<string, Gate> gate)
{
    private static readonly StubUsage AuxUsage = new(8, 0, 0, 5);

    private string Model => request.Body.TryGetProperty("model", out var model) ? model.GetString() ?? "" : "";

    private bool Streams =>
        request.Body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True;

    /// <summary>Returns whether the answer was sent whole.</summary>
    public async Task<bool> SendAsync(
        Fault? fault, Func<Conversation, (Scenario Scenario, int Step)> choose, CancellationToken cancellationToken)
    {
        if (fault is not null)
        {
            return await GoWrongAsync(fault, cancellationToken);
        }

        switch (request.Kind)
        {
            case RequestKind.Main or RequestKind.Subagent:
                var conversation = Conversation.Of(request.Body);
                var (scenario, step) = choose(conversation);
                request.Step = step;
                await SendStepAsync(scenario.At(step), new Placeholders(conversation, rawBody), cancellationToken);
                break;
            case RequestKind.Aux:
                var isTitle = rawBody.Contains("title", StringComparison.OrdinalIgnoreCase);
                var text = isTitle ? """{"title":"Stub title"}""" : "ok";
                var none = new Placeholders(Conversation.Of(request.Body), rawBody);
                await SendStepAsync(new Step([new Block.Text(text)], AuxUsage), none, cancellationToken);
                break;
            default:
                await SendOtherAsync(cancellationToken);
                break;
        }

        return true;
    }

    private async Task SendStepAsync(Step step, Placeholders placeholders, CancellationToken cancellationToken)
    {
        if (!Streams)
        {
            await SendWholeAsync(step, placeholders, cancellationToken);
            return;
        }

        var stream = new EventStream(context.Response);
        await StartAsync(stream, step.Usage, cancellationToken);
        foreach (var block in step.Blocks)
        {
            await (block switch
            {
                Block.Text text => stream.TextAsync(placeholders.Fill(text.Value), cancellationToken),
                Block.ToolUse tool => stream.ToolUseAsync(tool.Name, placeholders.Fill(tool.Input), cancellationToken),
                Block.Hold hold => gate(hold.Gate).PassAsync(cancellationToken),
                _ => throw new UnreachableException(),
            });
        }

        request.Usage = step.Usage;
        await stream.EndAsync(step.StopReason, step.Usage, cancellationToken);
    }

    private Task StartAsync(EventStream stream, StubUsage usage, CancellationToken cancellationToken)
    {
        request.Usage = EventStream.AtStart(usage);
        return stream.StartAsync(Model, usage, cancellationToken);
    }

    private async Task SendWholeAsync(Step step, Placeholders placeholders, CancellationToken cancellationToken)
    {
        var content = new JsonArray();
        foreach (var block in step.Blocks)
        {
            switch (block)
            {
                case Block.Text text:
                    content.Add(new JsonObject { ["type"] = "text", ["text"] = placeholders.Fill(text.Value) });
                    break;
                case Block.ToolUse tool:
                    content.Add(EventStream.ToolUse(tool.Name, placeholders.Fill(tool.Input)));
                    break;
                case Block.Hold hold:
                    await gate(hold.Gate).PassAsync(cancellationToken);
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        request.Usage = step.Usage;
        await SendJsonAsync(200, EventStream.Message(Model, content, step.StopReason, step.Usage), cancellationToken);
    }

    private Task SendOtherAsync(CancellationToken cancellationToken)
    {
        if (HttpMethods.IsHead(request.Method))
        {
            return Task.CompletedTask;
        }

        return request.Path.StartsWith("/v1/messages/count_tokens", StringComparison.Ordinal)
            ? SendJsonAsync(200, new JsonObject { ["input_tokens"] = 1234 }, cancellationToken)
            : SendErrorAsync(404, "The stub knows no such path.", cancellationToken);
    }

    private async Task<bool> GoWrongAsync(Fault fault, CancellationToken cancellationToken)
    {
        var stream = new EventStream(context.Response);
        switch (fault)
        {
            case Fault.Status status:
                foreach (var (name, value) in status.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                await SendErrorAsync(status.Code, status.Message, cancellationToken);
                return true;
            case Fault.MidStream broken:
                await StartAsync(stream, broken.Usage ?? StubUsage.None, cancellationToken);
                await stream.ErrorAsync(broken.Type, "stub fault", cancellationToken);
                return true;
            case Fault.Cut cut:
                await StartAsync(stream, cut.Usage, cancellationToken);
                if (cut.Late)
                {
                    request.Usage = cut.Usage;
                    await stream.DeltaAsync("end_turn", cut.Usage, cancellationToken);
                }

                await gate(cut.Gate).PassAsync(cancellationToken);
                context.Abort();
                return false;
            case Fault.Reset:
                context.Abort();
                return false;
            case Fault.Stall:
                await StartAsync(stream, StubUsage.None, cancellationToken);
                break;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return false;
    }

    private Task SendErrorAsync(int status, string message, CancellationToken cancellationToken)
    {
        var type = status switch
        {
            400 => "invalid_request_error",
            401 => "authentication_error",
            403 => "permission_error",
            404 => "not_found_error",
            413 => "request_too_large",
            429 => "rate_limit_error",
            529 => "overloaded_error",
            _ => "api_error",
        };
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        return SendJsonAsync(status, new JsonObject { ["type"] = "error", ["error"] = error }, cancellationToken);
    }

    private Task SendJsonAsync(int status, JsonObject body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    }
}
