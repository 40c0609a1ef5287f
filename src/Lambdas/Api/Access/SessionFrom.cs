namespace TmuxBuilder.Api.Access;

/// <summary>Where a call names its session.</summary>
internal enum SessionFrom
{
    None,

    /// <summary>The path's <c>guid</c> segment; a share's secret may stand there where shares are allowed.</summary>
    Route,

    /// <summary>The query's <c>guid</c>, or <c>share</c> where shares are allowed.</summary>
    Query,

    /// <summary>The <c>guid</c> of the JSON body.</summary>
    Body,

    /// <summary>A form's field, which only the endpoint can read: it asks <see cref="SessionGate"/> itself.</summary>
    Form,
}
