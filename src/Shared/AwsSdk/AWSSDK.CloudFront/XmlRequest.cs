using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime.Internal;

namespace Amazon.CloudFront;

/// <summary>Puts the members of a request where each belongs.</summary>
internal sealed class XmlRequest(DefaultRequest wire)
{
    public XmlRequest Path(string name, string value)
    {
        wire.AddPathResource($"{{{name}}}", Required(name, value));
        return this;
    }

    public XmlRequest Sub(string name, string value = null)
    {
        wire.AddSubResource(name, value);
        return this;
    }

    public XmlRequest Query(string name, string value)
    {
        if (value is not null)
        {
            wire.Parameters[name] = value;
        }

        wire.UseQueryString = true;
        return this;
    }

    public XmlRequest Header(string name, string value)
    {
        if (value is not null)
        {
            wire.Headers[name] = value;
        }

        return this;
    }

    public XmlRequest Body(XElement root, string name)
    {
        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(
            body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
        {
            Required(name, root).Save(writer);
        }

        wire.Content = body.ToArray();
        wire.Headers["Content-Type"] = "application/xml";
        return this;
    }

    private static T Required<T>(string name, T value)
        where T : class =>
        value is null or ""
            ? throw new AmazonCloudFrontException($"Request object does not have required field {name} set")
            : value;
}
