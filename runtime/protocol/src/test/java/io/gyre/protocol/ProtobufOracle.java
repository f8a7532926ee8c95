package io.gyre.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Protobuf as protobuf-java reads and writes it, with descriptors made from the {@link Schema}. */
final class ProtobufOracle {
  private static final FileDescriptor FILE = file();

  private ProtobufOracle() {}

  private static FileDescriptor file() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setName("client.proto").setSyntax("proto3");
    Schema.CLIENT
        .messages()
        .forEach((name, fields) -> {
          DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
          fields.forEach(field -> add(message, field));
          file.addMessageType(message);
        });
    try {
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(DescriptorProto.Builder message, Schema.Field field) {
    FieldDescriptorProto.Builder proto =
        FieldDescriptorProto.newBuilder().setName(field.name()).setNumber(field.number());
    proto.setLabel(
        field.label().isEmpty()
            ? FieldDescriptorProto.Label.LABEL_OPTIONAL
            : FieldDescriptorProto.Label.LABEL_REPEATED);
    if (!field.label().equals("map")) {
      message.addField(type(proto, field.type()));
      return;
    }
    String entry = entryName(field.name());
    message.addNestedType(
        DescriptorProto.newBuilder()
            .setName(entry)
            .setOptions(MessageOptions.newBuilder().setMapEntry(true))
            .addField(type(FieldDescriptorProto.newBuilder().setName("key").setNumber(1), "string"))
            .addField(
                type(
                    FieldDescriptorProto.newBuilder().setName("value").setNumber(2),
                    field.type())));
    message.addField(
        proto
            .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
            .setTypeName(message.getName() + "." + entry));
  }

  /** The name that protoc would give to the entries of a map field. */
  private static String entryName(String field) {
    return Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Entry";
  }

  private static FieldDescriptorProto.Builder type(
      FieldDescriptorProto.Builder field, String type) {
    if (!field.hasLabel()) {
      field.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
    }
    return Character.isUpperCase(type.charAt(0))
        ? field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + type)
        : field.setType(
            switch (type) {
              case "string" -> FieldDescriptorProto.Type.TYPE_STRING;
              case "bytes" -> FieldDescriptorProto.Type.TYPE_BYTES;
              case "bool" -> FieldDescriptorProto.Type.TYPE_BOOL;
              case "int32" -> FieldDescriptorProto.Type.TYPE_INT32;
              case "uint32" -> FieldDescriptorProto.Type.TYPE_UINT32;
              case "int64" -> FieldDescriptorProto.Type.TYPE_INT64;
              case "uint64" -> FieldDescriptorProto.Type.TYPE_UINT64;
              case "sint64" -> FieldDescriptorProto.Type.TYPE_SINT64;
              default -> throw new IllegalArgumentException(type);
            });
  }

  /** Writes a message's tree. */
  static byte[] write(String message, Map<String, Object> tree) {
    return dynamic(FILE.findMessageTypeByName(message), tree).toByteArray();
  }

  private static DynamicMessage dynamic(Descriptor descriptor, Map<?, ?> tree) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
    tree.forEach((name, value) -> {
      FieldDescriptor field = descriptor.findFieldByName((String) name);
      if (field.isMapField()) {
        Descriptor entry = field.getMessageType();
        ((Map<?, ?>) value)
            .forEach((key, element) ->
                message.addRepeatedField(
                    field,
                    DynamicMessage.newBuilder(entry)
                        .setField(entry.findFieldByName("key"), key)
                        .setField(
                            entry.findFieldByName("value"),
                            single(entry.findFieldByName("value"), element))
                        .build()));
      } else if (field.isRepeated()) {
        ((List<?>) value)
            .forEach(element -> message.addRepeatedField(field, single(field, element)));
      } else {
        message.setField(field, single(field, value));
      }
    });
    return message.build();
  }

  private static Object single(FieldDescriptor field, Object value) {
    return switch (value) {
      case Map<?, ?> tree -> dynamic(field.getMessageType(), tree);
      case byte[] bytes -> ByteString.copyFrom(bytes);
      case Long number when field.getType() == FieldDescriptor.Type.UINT32 -> number.intValue();
      default -> value;
    };
  }

  /** Reads a message into its tree. */
  static Map<String, Object> parse(String message, byte[] bytes)
      throws InvalidProtocolBufferException {
    return tree(DynamicMessage.parseFrom(FILE.findMessageTypeByName(message), bytes));
  }

  /** Whether the bytes are such a message, unknown fields allowed. */
  static boolean isValid(String message, byte[] bytes) {
    try {
      return DynamicMessage.parseFrom(FILE.findMessageTypeByName(message), bytes).isInitialized();
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static Map<String, Object> tree(DynamicMessage message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new IllegalArgumentException(
          "unknown fields in " + message.getDescriptorForType().getName());
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.isMapField()) {
            Map<String, Object> map = new LinkedHashMap<>();
            Descriptor entry = field.getMessageType();
            for (Object element : (List<?>) value) {
              DynamicMessage pair = (DynamicMessage) element;
              map.put(
                  (String) pair.getField(entry.findFieldByName("key")),
                  plain(
                      entry.findFieldByName("value"),
                      pair.getField(entry.findFieldByName("value"))));
            }
            tree.put(field.getName(), map);
          } else if (field.isRepeated()) {
            List<Object> list = new ArrayList<>();
            ((List<?>) value).forEach(element -> list.add(plain(field, element)));
            tree.put(field.getName(), list);
          } else {
            tree.put(field.getName(), plain(field, value));
          }
        });
    return tree;
  }

  private static Object plain(FieldDescriptor field, Object value) {
    return switch (value) {
      case DynamicMessage message -> tree(message);
      case ByteString bytes -> bytes.toByteArray();
      case Integer number when field.getType() == FieldDescriptor.Type.UINT32 ->
          Integer.toUnsignedLong(number);
      default -> value;
    };
  }
}
