package dev.offhook.dialogue.knowledge;

import dev.offhook.dialogue.testsupport.DemoTenants;
import dev.offhook.dialogue.testsupport.Replicas;
import dev.offhook.events.TenantConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers of the demo hotel hear from its knowledge base, without an LLM. */
class HotelKnowledgeTest {
    private static final TenantConfiguration HOTEL = DemoTenants.named("hotel-royal");
    private static Replicas replicas;
    private static Knowledge knowledge;

    @BeforeAll
    static void start() {
        replicas = new Replicas(1);
        var configuration = Replicas.defaults(KnowledgeConfiguration.class);
        knowledge = new Knowledge(replicas.get(0), configuration, new DocumentPresence(replicas.get(0), configuration));
        knowledge.index(HOTEL);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Price
            Сколько стоит номер?                                    | price
            Сколько стоят номера?                                   | price
            сколько у вас стоит номер                               | price
            сколько будет стоить номер за сутки                     | price
            почём двухместный?                                      | price
            Почем у вас номера?                                     | price
            а люкс почём                                            | price
            какая цена одноместного номера                          | price
            Цены на номера подскажите пожалуйста                    | price
            сколько стоит люкс                                      | price
            скажите, сколько стоит переночевать                     | price
            какова стоимость проживания                             | price
            стоимость двухместного номера какая?                    | price
            сколько за ночь?                                        | price
            Здравствуйте! Подскажите, сколько стоит стандартный номер? | price
            какие у вас тарифы на номера                            | price
            сколько стоит снять номер                               | price
            А сколько стоит самый дешёвый номер?                    | price
            # Breakfast
            а завтрак входит?                                       | breakfast
            Завтрак включён в стоимость?                            | breakfast
            завтраки включены в цену                                | breakfast
            Сколько стоит завтрак?                                  | breakfast
            когда завтрак                                           | breakfast
            Во сколько у вас завтрак?                               | breakfast
            до скольки завтраки                                     | breakfast
            есть ли завтрак                                         | breakfast
            а что на завтрак?                                       | breakfast
            можно ли у вас позавтракать                             | breakfast
            завтраком кормите?                                      | breakfast
            # Check-in and check-out
            во сколько заезд                                        | check-in
            во сколько заселение                                    | check-in
            со скольки заселяете                                    | check-in
            с какого времени можно заехать                          | check-in
            когда можно заселиться?                                 | check-in
            а пораньше заехать можно?                               | check-in
            можно ли заселиться раньше                              | check-in
            Во сколько можно заехать в отель?                       | check-in
            возможен ли ранний заезд                                | check-in
            во сколько нужно выехать                                | check-out
            до скольки надо освободить номер                        | check-out
            Когда выезд?                                            | check-out
            а поздний выезд есть                                    | check-out
            расчётный час какой                                     | check-out
            во сколько выселяться                                   | check-out
            # Pets
            можно с собакой?                                        | pets
            к вам с кошечкой можно?                                 | pets
            Можно приехать с собакой?                               | pets
            с животными пускаете?                                   | pets
            вы принимаете с животными                               | pets
            можно ли проживать с собаками                           | pets
            вы пускаете с маленькой собачкой                        | pets
            можно ли взять с собой кота                             | pets
            можно с питомцами                                       | pets
            а с котиком можно                                       | pets
            сколько стоит проживание с кошкой                       | pets
            # Parking, wi-fi, transfer
            А парковка у вас есть?                                  | parking
            Есть ли у вас парковка?                                 | parking
            где можно припарковаться                                | parking
            парковка платная или бесплатная                         | parking
            где оставить машину                                     | parking
            вай-фай есть?                                           | wifi
            пароль от вайфая                                        | wifi
            какой пароль от Wi-Fi?                                  | wifi
            интернет в номерах есть                                 | wifi
            есть ли у вас трансфер из аэропорта                     | transfer
            сколько стоит трансфер                                  | transfer
            встретите нас на вокзале?                               | transfer
            как до вас добраться из аэропорта                       | transfer
            # Cancellation, children, the house
            какие условия отмены бронирования                       | cancellation
            есть ли штраф за отмену                                 | cancellation
            нужно отменить бронь                                    | cancellation
            хочу отменить бронирование                              | cancellation
            можно с ребёнком?                                       | children
            дети бесплатно живут?                                   | children
            детская кроватка есть?                                  | children
            есть у вас бассейн                                      | pool
            до скольки бассейн работает                             | pool
            можно картой оплатить                                   | payment
            вы принимаете наличные?                                 | payment
            где можно поужинать                                     | restaurant
            какой у вас адрес                                       | address
            далеко ли вы от метро                                   | address
            # The same in other writing
            «СКОЛЬКО СТОЯТ НОМЕРА»                                  | price
            завтрак... включен?!                                    | breakfast
            How much is a room?                                     | price
            what time is breakfast please                           | breakfast
            """)
    void questionIsAnswered(String utterance, String entry) {
        // When
        var answer = knowledge.answer(HOTEL.slug(), HOTEL.version(), utterance);

        // Then
        assertThat(answer.map(Passage::id)).contains(entry);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # What means nothing alone, and the ends of calls
            да
            нет
            спасибо
            спасибо, до свидания
            до свидания
            алло
            здравствуйте
            хорошо, понятно
            сколько
            когда
            а можно
            не знаю
            # Bookings and wishes: the rules'
            хочу забронировать номер
            хочу забронировать люкс на завтра
            нужен номер на двоих с пятницы
            с 10 декабря
            двое
            двое взрослых и ребёнок
            отмените бронирование на фамилию Иванов
            перенесите даты пожалуйста
            номер
            двухместный
            люкс
            соедините с администратором
            позовите человека
            вы работаете ночью
            кто вы
            вы робот
            повторите пожалуйста
            в номере не работает душ
            у меня жалоба
            в номере холодно и шумно
            # Like a question that is known, and another
            сколько стоит аренда яхты
            сколько стоит экскурсия по городу
            Сколько стоит массаж?
            сколько стоит телевизор
            сколько стоит машина
            сколько у вас номеров
            сколько стоит ужин в ресторане
            отмените трансфер
            закажите завтрак на двоих
            принесите завтрак в номер
            можно ли с собакой в ресторан
            интернет не работает
            во сколько салют
            когда открывается выставка
            можно с оружием
            можно курить в номере
            завтрак мне не нужен
            номер без завтрака
            я без собаки
            есть ли парковка для автобусов рядом с музеем
            мой интернет магазин продаёт обувь
            собака укусила ребёнка
            я отравился на завтраке
            как добраться до Кремля
            # Of another tenant
            хочу сменить профессию
            Привет, хочу сменить профессию
            Интересует IT, но не знаю с чего начать
            Наверное программирование
            сколько стоит консультация
            как найти телеграм бота
            хочу пройти психологический тест
            а какая там зарплата
            мне сорок, не поздно
            медицина
            какая погода завтра
            hello, I need help
            """)
    void somethingElseIsNotAnswered(String utterance) {
        // When
        var answer = knowledge.answer(HOTEL.slug(), HOTEL.version(), utterance);

        // Then
        assertThat(answer).isEmpty();
    }
}
